// Keeps the page as the files are: asks for its tick again and again (a script, since a page from a
// disk may fetch nothing else), and puts in what is new. Nothing is ever built from words here:
// markup comes from the program, escaped.
"use strict";
(() => {
  const body = document.body;
  const page = body.dataset.page;
  const beat = Number(body.dataset.beat);
  const tongue = body.dataset.tongue;
  const tools = document.getElementById("tools");
  const told = document.getElementById("told");
  const sections = document.getElementById("sections");
  const shapes = document.getElementById("shapes");
  let version = body.dataset.version;
  let noted = -1;
  let tracings = {};
  let asking = false;
  let silent = 0;
  let placements = "";
  let brands = "";
  const hidden = new Set(kept("hidden", []));

  document.documentElement.classList.add("js");

  function kept(name, usual) {
    try {
      return JSON.parse(localStorage.getItem(`sharegen-wall-${name}`)) ?? usual;
    } catch {
      return usual;
    }
  }
  function keep(name, value) {
    try {
      localStorage.setItem(`sharegen-wall-${name}`, JSON.stringify(value));
    } catch { /* a browser that keeps nothing */ }
  }

  // Run a script of the page's folder, which calls one of the three functions below.
  function ask(name, then) {
    const script = document.createElement("script");
    script.src = `${page}${name}?${Date.now()}`;
    const done = (good) => { script.remove(); then(good); };
    script.onload = () => done(true);
    script.onerror = () => done(false);
    document.head.append(script);
  }
  function look() {
    if (asking) return;
    asking = true;
    ask(`tick.${tongue}.js`, (good) => {
      asking = false;
      silent = good ? 0 : silent + 1;
      if (silent === 20) told.textContent = body.dataset.lost;
      setTimeout(look, document.hidden ? 10 * beat : beat);
    });
  }
  window.sharegenTick = ([now, notes, words]) => {
    if (words && told.textContent !== words) told.textContent = words;
    if (now !== version) ask(`state.${tongue}.js`, () => {});
    if (notes !== noted && wantsTracings()) {
      noted = notes;
      ask(body.dataset.tracings, () => {});
    }
  };
  window.sharegenState = (state) => {
    version = state.version;
    told.textContent = state.told;
    replace(document.getElementById("problems"), state.problems);
    place(sections, state.sections, (row, old) => section(row, old));
    chooseShapes(state.placements);
    chooseBrands(state.brands);
    show();
  };
  window.sharegenTracings = (rows) => {
    tracings = rows;
    for (const shot of sections.querySelectorAll(".shot")) trace(shot);
  };

  // Children by key, in this order; what is as it was stays untouched, with its pictures.
  function place(parent, rows, make) {
    const old = new Map([...parent.children].map((one) => [one.dataset.key, one]));
    let next = parent.firstElementChild;
    for (const row of rows) {
      const one = make(row, old.get(row.key));
      old.delete(row.key);
      if (one !== next) parent.insertBefore(one, next);
      else next = next.nextElementSibling;
    }
    for (const one of old.values()) one.remove();
  }
  function replace(element, html) {
    if (element.sharegenHtml === html) return false;
    element.sharegenHtml = html;
    element.innerHTML = html;
    return true;
  }
  function section(row, old) {
    const one = old ?? document.createElement("section");
    if (!old) {
      one.dataset.key = row.key;
      one.append(document.createElement("div"), document.createElement("div"));
      one.children[0].className = "top";
      one.children[1].className = "pieces";
    }
    replace(one.children[0], row.html);
    place(one.children[1], row.figures, cell);
    return one;
  }
  function cell(row, old) {
    const one = old ?? document.createElement("div");
    one.className = "cell";
    one.dataset.key = row.key;
    one.dataset.placement = row.placement;
    const before = [...one.querySelectorAll("img")].map((img) => img.src);
    if (replace(one, row.html)) {
      for (const shot of one.querySelectorAll(".shot")) trace(shot);
      const after = [...one.querySelectorAll("img")].map((img) => img.src);
      if (old && String(before) !== String(after)) one.classList.add("new");
    } else one.classList.remove("new");
    return one;
  }

  // What is drawn over a picture, when it is of that very picture.
  function wantsTracings() {
    return Boolean(tools.querySelector("[name=over]:checked"));
  }
  function trace(shot) {
    const [mark, svg, why] = tracings[shot.dataset.shot] ?? ["", "", ""];
    const right = mark !== "" && mark === shot.dataset.mark;
    if (shot.sharegenTraced === (right ? mark : "")) return;
    shot.sharegenTraced = right ? mark : "";
    for (const old of shot.querySelectorAll(".tracing, .why")) old.remove();
    if (!right) return;
    shot.querySelector(".frame").insertAdjacentHTML("beforeend", svg);
    const words = document.createElement("pre");
    words.className = "why";
    words.tabIndex = 0;
    words.lang = "en";
    words.setAttribute("role", "group");
    words.setAttribute("aria-label", body.dataset.why);
    words.textContent = why;
    shot.append(words);
  }

  // What is chosen above.
  function chooseShapes(rows) {
    if (JSON.stringify(rows) === placements) return;
    placements = JSON.stringify(rows);
    shapes.replaceChildren(...rows.map(([id, title, size]) => {
      const label = document.createElement("label");
      const box = document.createElement("input");
      box.type = "checkbox";
      box.name = "shape";
      box.value = id;
      box.checked = !hidden.has(id);
      const small = document.createElement("span");
      small.className = "size";
      small.textContent = size;
      label.append(box, ` ${title} `, small);
      return label;
    }));
  }
  // The second brand is there a little later than the first.
  function chooseBrands(names) {
    if (JSON.stringify(names) === brands) return;
    brands = JSON.stringify(names);
    const beside = document.getElementById("beside");
    const off = [...beside.querySelectorAll("input:not(:checked)")].map((box) => box.value);
    for (const label of beside.querySelectorAll("label")) label.remove();
    names.forEach((name, number) => {
      const label = document.createElement("label");
      const box = document.createElement("input");
      box.type = "checkbox";
      box.name = "brand";
      box.value = number;
      box.checked = !off.includes(box.value);
      const words = document.createElement("bdi");
      words.textContent = name;
      label.append(box, " ", words);
      beside.append(label);
    });
    beside.hidden = names.length < 2;
  }
  function show() {
    const find = tools.elements.find.value.trim().toLowerCase();
    const wrong = tools.elements.wrong.checked;
    let any = false;
    for (const one of sections.children) {
      let some = false;
      const own = Boolean(one.firstElementChild.querySelector(".said"));
      for (const figure of one.lastElementChild.children) {
        const off = hidden.has(figure.dataset.placement) ||
          (wrong && !own && !figure.querySelector(".said"));
        figure.hidden = off;
        some ||= !off;
      }
      one.hidden = !some || !one.dataset.key.includes(find);
      any ||= !one.hidden;
    }
    document.getElementById("nothing").hidden = any || !sections.children.length;
    const all = shapes.querySelectorAll("input").length;
    const off = shapes.querySelectorAll("input:not(:checked)").length;
    const some = body.dataset.some.replace("{count}", all - off).replace("{all}", all);
    document.getElementById("shown").textContent = off ? some : body.dataset.all;
  }
  function apply() {
    const root = document.documentElement;
    root.dataset.zoom = tools.elements.zoom.value;
    const over = [...tools.querySelectorAll("[name=over]:checked")].map((box) => box.value);
    root.dataset.over = over.join(" ");
    const brands = [...tools.querySelectorAll("[name=brand]:not(:checked)")];
    root.dataset.without = brands.map((box) => box.value).join(" ");
    keep("zoom", tools.elements.zoom.value);
    keep("over", over);
    show();
  }
  tools.addEventListener("submit", (event) => event.preventDefault());
  tools.addEventListener("input", (event) => {
    const box = event.target;
    if (box.name === "shape") {
      if (box.checked) hidden.delete(box.value); else hidden.add(box.value);
      keep("hidden", [...hidden]);
    }
    apply();
  });
  tools.addEventListener("click", (event) => {
    const every = event.target.dataset?.every;
    if (every === undefined) return;
    for (const box of shapes.querySelectorAll("input")) {
      box.checked = Boolean(every);
      if (every) hidden.delete(box.value); else hidden.add(box.value);
    }
    keep("hidden", [...hidden]);
    apply();
  });

  for (const box of tools.querySelectorAll("[name=zoom]")) box.checked ||= box.value === kept("zoom", "");
  const over = kept("over", []);
  for (const box of tools.querySelectorAll("[name=over]")) box.checked = over.includes(box.value);
  apply();
  ask(`state.${tongue}.js`, look);
})();
