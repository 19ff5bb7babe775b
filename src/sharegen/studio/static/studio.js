// The page works without this. With it, pictures follow what is typed: the form is sent as it
// would be by its button, and what comes back takes the place of what is shown.
"use strict";

const form = document.getElementById("wish");
const cards = document.getElementById("cards");
const words = document.getElementById("words");
const CALM = 200; // ms without a key before problems are said
const ALIVE = 5 * 60 * 1000;
let turn = 0; // answers to an older turn are dropped
let stop = new AbortController();
let sending = false; // the form is on its way, and not answered yet
let again = false; // something was typed meanwhile

document.documentElement.classList.add("js");

function part(html) {
  return new DOMParser().parseFromString(html, "text/html");
}

class Refused extends Error {}

// Ask until it is answered; a busy studio says when to come again.
async function ask(address, options = {}) {
  for (let wait = 0; ; wait++) {
    const answer = await fetch(address, { ...options, signal: stop.signal });
    if (answer.ok) return answer;
    if (answer.status !== 503 || wait === 5) throw new Refused(await answer.text());
    const seconds = Number(answer.headers.get("Retry-After")) || 1;
    await new Promise((done) => setTimeout(done, seconds * 1000));
    stop.signal.throwIfAborted();
  }
}

// Show a new state of an element, and touch nothing that is as it was: screen readers then stay
// silent, and what is being typed stays.
function show(fresh) {
  const old = document.getElementById(fresh.id);
  if (!old) return;
  if ("value" in old && fresh.hasAttribute("data-live-value")) {
    if (old !== document.activeElement) old.value = fresh.value;
    return;
  }
  if (old.className !== fresh.className) old.className = fresh.className;
  if (old.innerHTML !== fresh.innerHTML) old.replaceChildren(...fresh.childNodes);
}

function showPosts(fresh) {
  const posts = document.getElementById("posts");
  const wanted = [...fresh.children];
  for (const post of [...posts.children]) {
    if (!wanted.some((other) => other.id === post.id)) post.remove();
  }
  wanted.forEach((post, at) => {
    const old = document.getElementById(post.id);
    if (!old) posts.insertBefore(post, posts.children[at] || null);
    else for (const field of post.querySelectorAll("[data-live-value], [data-live]")) show(field);
  });
}

// Keep a picture until its successor is there.
function showCards(fresh) {
  const kept = new Map([...cards.querySelectorAll(".card")].map((card) => [card.id, card]));
  const next = [...fresh.children].map((card) => {
    const old = kept.get(card.id);
    if (!old || old.dataset.state === "pending" || card.dataset.state !== "pending") return card;
    if (old.dataset.card !== card.dataset.card) succeed(old, card);
    return old;
  });
  cards.dataset.order = fresh.dataset.order;
  if (next.length !== cards.children.length || next.some((card, at) => card !== cards.children[at])) {
    cards.replaceChildren(...next);
  }
}

// Ask for another picture in the place of one; browsers show the old one until it is there.
function succeed(old, fresh) {
  old.dataset.card = fresh.dataset.card;
  old.setAttribute("aria-busy", "true");
  for (const kind of ["img", "a.picture", "a.button"]) {
    const [to, from] = [old, fresh].map((card) => card.querySelector(kind));
    if (to) for (const { name, value } of from.attributes) {
      if (to.getAttribute(name) !== value) to.setAttribute(name, value);
    }
  }
}

// Wait for a picture; where there is none, show what the studio says of it instead.
async function make(card, now) {
  const image = card.querySelector("img");
  if (image && (await loaded(image))) {
    if (now !== turn) return;
    card.dataset.state = "made";
    card.removeAttribute("aria-busy");
    return;
  }
  if (now !== turn) return;
  const answer = await ask(card.dataset.card);
  if (now !== turn) return;
  const fresh = part(await answer.text()).querySelector(".card");
  const focused = card.contains(document.activeElement) && document.activeElement.className;
  card.replaceWith(fresh);
  if (focused) fresh.querySelector(`[class="${focused}"]`)?.focus();
}

function loaded(image) {
  if (image.complete) return Promise.resolve(image.naturalWidth > 0);
  return new Promise((done) => {
    image.addEventListener("load", () => done(true), { once: true });
    image.addEventListener("error", () => done(false), { once: true });
  });
}

// Send the form, one at a time, and show what comes of it.
async function follow() {
  again = sending;
  if (sending) return;
  const now = ++turn;
  document.body.dataset.turn = now;
  stop.abort();
  stop = new AbortController();
  const calm = new Promise((done) => setTimeout(done, CALM));
  sending = true;
  try {
    const page = await sent();
    sending = false;
    if (again) return follow();
    const wanted = showAll(page);
    told("");
    await Promise.all([calm, ...wanted.map((card) => make(card, now))]);
    if (now !== turn) return;
    let found = page;
    if (cards.dataset.order) found = part(await (await ask(`/problems/${cards.dataset.order}`)).text());
    if (now !== turn) return;
    found.querySelectorAll("[data-said]").forEach(show);
    count();
    document.body.dataset.settled = now;
  } catch (error) {
    if (error.name === "AbortError" || now !== turn) return;
    sending = false;
    told(error instanceof Refused ? error.message : document.body.dataset.stopped);
  }
}

// The page with what was typed.
async function sent() {
  const data = new FormData(form);
  const file = document.getElementById("file");
  const large = file.files[0]?.size > Number(file.dataset.most);
  if (large || !file.files.length) data.delete("file");
  const answer = await ask("/", { method: "POST", body: data, headers: { "X-Live": "1" } });
  const page = part(await answer.text());
  if (large) page.getElementById("said-upload").replaceWith(page.getElementById("too-large").content.cloneNode(true));
  file.value = "";
  return page;
}

// Show what a page has; the pictures that are not there yet are returned.
function showAll(page) {
  page.querySelectorAll("main [data-live]:not(#posts *)").forEach(show);
  page.querySelectorAll("#alt, #was-alt").forEach(show);
  showPosts(page.getElementById("posts"));
  showCards(page.getElementById("cards"));
  return [...cards.querySelectorAll('.card:is([data-state="pending"], [aria-busy="true"])')];
}

function count() {
  const all = cards.querySelectorAll(".card").length;
  const made = cards.querySelectorAll('.card[data-state="made"]').length;
  const text = all ? document.body.dataset.ready.replace("{count}", made).replace("{all}", all) : "";
  const ready = document.getElementById("ready");
  if (ready.textContent !== text) ready.textContent = text;
}

function told(text) {
  let box = document.getElementById("stopped");
  if (!text) return box?.remove();
  if (!box) {
    box = document.createElement("p");
    box.id = "stopped";
    box.className = "told bad";
    box.setAttribute("role", "alert");
    document.querySelector("main").prepend(box);
  }
  box.textContent = text;
}

function changed(event) {
  if (["id", "pick"].includes(event.target.name)) return;
  document.body.dataset.turn = turn + 1;
  if (event.type === "change" || event.target.type !== "file") follow();
}
form.addEventListener("input", changed);
document.getElementById("file").addEventListener("change", changed);

// Two stars before and behind what is selected, without the spaces at its ends; away again where
// they are there.
function emphasise() {
  const text = words.value;
  let { selectionStart: start, selectionEnd: end } = words;
  while (start < end && /\s/.test(text[start])) start++;
  while (end > start && /\s/.test(text[end - 1])) end--;
  if (start === end) return words.focus();
  const inner = text.slice(start, end);
  words.focus();
  if (text.slice(start - 2, start) === "**" && text.slice(end, end + 2) === "**") {
    words.setSelectionRange(start - 2, end + 2);
    insert(inner.replaceAll("**", ""));
    words.setSelectionRange(start - 2, end - 2);
  } else {
    words.setSelectionRange(start, end);
    insert(`**${inner.replaceAll("**", "")}**`);
    words.setSelectionRange(start + 2, start + 2 + inner.replaceAll("**", "").length);
  }
}

// As if it was typed, so that Ctrl+Z takes it back.
function insert(text) {
  if (!document.execCommand("insertText", false, text)) {
    words.setRangeText(text);
    words.dispatchEvent(new Event("input", { bubbles: true }));
  }
}
document.getElementById("emphasise").addEventListener("click", emphasise);
words.addEventListener("keydown", (event) => {
  if ((event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === "b") {
    event.preventDefault();
    emphasise();
  }
});

document.getElementById("pick")?.addEventListener("change", (event) => {
  const typed = event.target.selectedOptions[0].dataset.words;
  if (typed === undefined) return;
  words.value = typed;
  document.getElementById("alt").value = document.getElementById("was-alt").value;
  form.querySelector('[name="background"][value=""]').checked = true;
  document.body.dataset.turn = turn + 1;
  follow();
});

document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy]");
  const spoken = event.target.closest("[data-ui]");
  if (spoken) {
    event.preventDefault();
    const field = Object.assign(document.createElement("input"), { type: "hidden", name: "ui", value: spoken.dataset.ui });
    form.append(field);
    form.submit();
  }
  if (!button) return;
  const field = document.getElementById(button.dataset.copy);
  const said = button.parentElement.querySelector(".copied");
  try {
    await navigator.clipboard.writeText(field.value);
    said.textContent = document.body.dataset.copied;
  } catch {
    field.select();
    said.textContent = document.body.dataset.uncopied;
  }
  setTimeout(() => (said.textContent = ""), 4000);
});

// What was saved, or why it was not, is read first.
document.querySelector("[data-first]")?.focus();
setInterval(() => fetch("/alive").catch(() => told(document.body.dataset.stopped)), ALIVE);
window.addEventListener("pageshow", () => {
  if (words.value.trim() && !cards.dataset.order) follow();
});
