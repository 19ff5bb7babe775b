/* Choosing, searching, copying, looking large. Without it the page shows everything at once. */
"use strict";
document.documentElement.classList.add("js");

/* What was chosen is remembered where the browser allows it, and goes along in the address. */
const memory = {
  get(key) {
    const asked = new URLSearchParams(location.search).get(key);
    try {
      return asked || localStorage.getItem("sharegen." + key) || "";
    } catch {
      return asked || "";
    }
  },
  set(key, value) {
    try {
      localStorage.setItem("sharegen." + key, value);
    } catch {
      /* forbidden, or full: then this visit has to do */
    }
  },
};

/* Words without accents and capitals, as people type them. */
const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
const listed = (element, name) => (element.dataset[name] || "").split(" ");

document.addEventListener("DOMContentLoaded", () => {
  const $ = (id) => document.getElementById(id);
  const all = (query, root = document) => [...root.querySelectorAll(query)];
  const main = $("_pictures");
  const form = $("_choice");
  const search = $("_search");
  const count = $("_count");
  const clear = $("_clear");
  const topics = all("a[data-topic]", document.querySelector(".choose"));
  const names = new Map(topics.map((link) => [link.dataset.topic, link.textContent.trim()]));
  const tongues = all(".tongues a");
  const bundles = all("#_bundles a");
  const bundleWords = bundles.map((link) => link.firstElementChild.textContent);
  const articles = all("article").map((element) => ({
    element,
    lang: element.dataset.lang,
    topics: listed(element, "topics"),
    places: listed(element, "for"),
    words: plain([...element.querySelectorAll("h3, .words")].map((p) => p.textContent).join(" ")
      + " " + listed(element, "topics").map((topic) => names.get(topic) || "").join(" ")),
    parts: all("[data-for]", element).map((part) => [part, listed(part, "for")]),
  }));
  /* A chosen topic is no place to jump to: what it shows comes to the reader. */
  for (const section of all("section.topic")) section.removeAttribute("id");

  const chosen = (name) => form.querySelector(`input[name="${name}"]:checked`);
  const platform = () => chosen("platform").value;
  const place = () => chosen("form-" + platform()).value;
  const language = () => (chosen("language") || { value: articles[0] ? articles[0].lang : "" }).value;
  const topic = () => {
    const slug = location.hash.slice(1); // small letters, figures and hyphens: nothing to decode
    return names.has(slug) ? slug : "";
  };
  const choose = (name, value) => {
    const input = all(`input[name="${name}"]`, form).find((one) => one.value === value);
    if (input) input.checked = true;
    return Boolean(input);
  };

  function restore() {
    const last = memory.get("place");
    const input = all("[data-forms] input", form).find((one) => one.value === last);
    if (input) {
      input.checked = true;
      choose("platform", input.closest("[data-forms]").dataset.forms);
    } else {
      form.querySelector('input[name="platform"]').checked = true;
    }
    choose("language", memory.get("lang"));
  }

  function show() {
    const [where, tongue, about] = [place(), language(), topic()];
    const terms = plain(search.value).split(/\s+/).filter(Boolean);
    let found = 0;
    let lacking = 0;
    for (const { element, lang, topics: own, places, words, parts } of articles) {
      const fits = lang === tongue && (!about || own.includes(about))
        && terms.every((term) => words.includes(term));
      const there = places.includes(where);
      element.hidden = !(fits && there);
      found += fits && there;
      lacking += fits && !there;
      if (!element.hidden) for (const [part, spots] of parts) part.hidden = !spots.includes(where);
    }
    const name = chosen("platform").nextElementSibling.textContent;
    count.textContent = said(found, lacking, name);
    clear.hidden = Boolean(found);
    $("_shown").textContent = names.get(about);
    for (const group of all("[data-forms]", form)) {
      group.hidden = group.dataset.forms !== platform() || all("input", group).length < 2;
    }
    for (const link of topics) {
      if (link.dataset.topic === about) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
    bundles.forEach((link, number) => {
      const own = link.dataset.topic === about && link.dataset.lang === tongue;
      link.hidden = !own || link.dataset.for !== where;
      link.firstElementChild.textContent = bundleWords[number].replace("{place}", name);
    });
    const query = new URLSearchParams({ place: where, lang: tongue });
    for (const link of tongues) {
      link.href = link.getAttribute("href").replace(/[?#].*/, "") + `?${query}`
        + (about ? "#" + about : "");
    }
  }

  function said(found, lacking, name) {
    const { one, many, none, lacksOne, lacks } = main.dataset;
    const words = [(found === 1 ? one : found ? many : none).replace("{count}", found)
      .replace("{place}", name)];
    if (lacking) words.push((lacking === 1 ? lacksOne : lacks).replace("{count}", lacking));
    return words.join(found ? ". " : " ");
  }

  /* Choosing */
  form.addEventListener("change", (event) => {
    if (event.target === search) return;
    memory.set("place", place());
    memory.set("lang", language());
    show();
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  let pause = 0;
  search.addEventListener("input", () => {
    clearTimeout(pause);
    pause = setTimeout(show, 150);
  });
  for (const link of topics) {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      history.pushState(null, "", link.dataset.topic ? "#" + link.dataset.topic : "#_all");
      show();
    });
  }
  clear.addEventListener("click", () => {
    search.value = "";
    history.pushState(null, "", "#_all");
    show();
    search.focus();
  });
  addEventListener("hashchange", show);
  addEventListener("popstate", show);

  /* Copying */
  const live = $("_said");
  let silence = 0;
  function say(words) {
    clearTimeout(silence);
    live.textContent = "";
    setTimeout(() => { live.textContent = words; }, 30);
    silence = setTimeout(() => { live.textContent = ""; }, 6000);
  }
  async function copied(text) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      return copiedByHand(text);
    }
  }
  function copiedByHand(text) {
    const field = document.createElement("textarea");
    field.value = text;
    field.readOnly = true;
    field.className = "aside";
    document.body.append(field);
    field.select();
    let done = false;
    try {
      done = document.execCommand("copy");
    } catch {
      /* it is refused, too */
    }
    field.remove();
    return done;
  }
  for (const button of all("button.copy")) {
    const words = button.closest(".text").querySelector(".words");
    const label = button.textContent;
    let back = 0;
    button.addEventListener("click", async () => {
      const done = await copied(words.textContent);
      button.focus();
      if (!done) {
        getSelection().selectAllChildren(words);
        say(live.dataset.notCopied);
        return;
      }
      say(button.dataset.said);
      button.textContent = live.dataset.copied;
      clearTimeout(back);
      back = setTimeout(() => { button.textContent = label; }, 2500);
    });
  }

  /* Looking large */
  const large = $("_large");
  const whole = $("_whole");
  for (const link of all("a.open")) {
    link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey || !large.showModal) return;
      event.preventDefault();
      const figure = link.closest("figure");
      const place = figure.dataset.for;
      const about = all(".description", link.closest(".piece"))
        .find((text) => listed(text, "for").includes(place));
      whole.src = link.href;
      whole.alt = about ? about.querySelector(".words").textContent : "";
      const download = figure.querySelector("a[download]");
      $("_take").href = download.href;
      $("_take").download = download.download;
      large.showModal();
    });
  }
  $("_close").addEventListener("click", () => large.close());
  large.addEventListener("click", (event) => { if (event.target === large) large.close(); });
  large.addEventListener("close", () => whole.removeAttribute("src"));

  /* From a disk, browsers open a picture where they would save it from the web. */
  if (location.protocol === "file:") {
    $("_on_disk").hidden = false;
    for (const link of all("figure a[download], #_take")) link.target = "_blank";
  }

  restore();
  show();
  document.documentElement.classList.add("ready");
});
