// Saves the letter in form[data-autosave] while it is typed. What the server has not said it saved is kept in this
// browser, by the letter's number and for a day, and offered back; once saved nothing of it stays here. Without this
// script every button of the page saves what was typed.
import { forget, keep, kept, sweep } from "./kept-letters.js";
import { copy, say, showState, take } from "./letter-news.js";

const WAIT = 1200;
const TRY_AGAIN = 10_000;
const form = document.querySelector("[data-autosave]");
let typedTimes = 0;
let isDirty = false;
let isStopped = false;
let isLeaving = false;
let running = null;
let timer;

function boxes() {
  return [...form.querySelectorAll("textarea[name=paragraph]")];
}

// What is typed, as pairs of name and text; not what a button of the page is about.
function typed() {
  const fields = [...form.querySelectorAll("input:not([type=hidden]), textarea")];
  return fields.filter((field) => field.type !== "radio" || field.checked).map((field) => [field.name, field.value]);
}

function plain(fields) {
  const said = fields.map(([name, text]) => [name, text.replace(/\s+/g, " ").trim()]);
  const paragraphs = said.filter(([name, text]) => name === "paragraph" && text).map(([, text]) => text).join(" ");
  return JSON.stringify([...said.filter(([name]) => name !== "paragraph").sort(), paragraphs]);
}

function changed() {
  typedTimes += 1;
  isDirty = true;
  keep(form.dataset.autosave, { edition: form.elements.edition.value, fields: typed() });
  wait(WAIT);
}

function wait(time) {
  clearTimeout(timer);
  timer = setTimeout(save, time);
}

function save() {
  clearTimeout(timer);
  if (running) return running.then(save);
  if (!isDirty || isStopped || isLeaving) return Promise.resolve();
  showState(form, "saving");
  running = send(typedTimes).catch(() => failed()).finally(() => { running = null; });
  return running;
}

async function send(times) {
  const body = new URLSearchParams(new FormData(form));
  body.set("act", "autosave");
  body.delete("comment");
  // Goes on when the page is closed; browsers take up to 64 KB in this way.
  const keepalive = body.toString().length < 60_000;
  const response = await fetch(form.getAttribute("action"), { method: "POST", body, keepalive });
  const answer = take(form, await response.text());
  if (answer) answered(answer, times);
  else if (response.status >= 500) failed();
  else stop([404, 410].includes(response.status) ? "closed" : "ended");
}

function answered(answer, times) {
  form.elements.edition.value = answer.dataset.edition;
  if ("isConflict" in answer.dataset) return stop("conflict");
  if ("isRefused" in answer.dataset) return stop("refused", answer.querySelector("[data-refused]").textContent);
  if (times === typedTimes) isDirty = false;
  else wait(WAIT);
  if (!("isSaved" in answer.dataset)) return showState(form, "partly");
  if (!isDirty) forget(form.dataset.autosave);
  showState(form, "saved");
}

function failed() {
  showState(form, "offline");
  wait(TRY_AGAIN);
}

function stop(state, words) {
  isStopped = true;
  showState(form, state, words);
}

// The last box adds a paragraph: once it is used there is another.
function growBoxes(box) {
  const all = boxes();
  if (box !== all.at(-1) || !box.value.trim()) return;
  const number = all.length + 1;
  const words = form.querySelector("[data-words]").dataset.paragraph;
  const added = box.closest("[data-box]").cloneNode(true);
  added.querySelector("textarea").value = "";
  added.querySelector("textarea").id = `paragraph-${number}`;
  added.querySelector("textarea").setAttribute("aria-describedby", `found-${number}`);
  added.querySelector("label").htmlFor = `paragraph-${number}`;
  added.querySelector("[data-live]").dataset.live = `beside-${number}`;
  added.querySelector("[data-live]").innerHTML = `<div id="found-${number}"></div>`;
  box.closest("[data-box]").after(added);
  box.closest("[data-box]").querySelector("label").textContent = words.replace("#", all.length);
}

function fill(fields) {
  const texts = fields.filter(([name]) => name === "paragraph").map(([, text]) => text);
  boxes().forEach((box, place, all) => {
    box.value = (place === all.length - 1 ? texts.slice(place).join("\n\n") : texts[place]) || "";
  });
  for (const [name, text] of fields) {
    if (name === "paragraph") continue;
    const field = form.elements[name];
    if (field) field.value = text;
  }
}

// Offers what was typed and not saved. What stands on the page already need not be offered.
function offer() {
  const found = kept(form.dataset.autosave);
  if (!found) return;
  if (plain(found.fields) === plain(typed())) {
    if (!("unsaved" in form.dataset)) forget(form.dataset.autosave);
    return;
  }
  if ("unsaved" in form.dataset) return;
  const box = form.querySelector("[data-kept]");
  const texts = found.fields.filter(([name, text]) => name === "paragraph" && text.trim());
  box.querySelector("[data-kept-text]").replaceChildren(...texts.map(([, text]) => {
    const paragraph = document.createElement("p");
    paragraph.textContent = text;
    return paragraph;
  }));
  box.hidden = false;
  say(form, form.querySelector("[data-words]").dataset.keptSaid);
  box.querySelector("[data-kept-use]").addEventListener("click", () => {
    box.hidden = true;
    fill(found.fields);
    // As of then: if somebody else saved it since, the server tells.
    form.elements.edition.value = found.edition;
    boxes()[0].focus();
    changed();
  });
  box.querySelector("[data-kept-drop]").addEventListener("click", () => {
    box.hidden = true;
    forget(form.dataset.autosave);
    boxes()[0].focus();
  });
}

// A press that comes before the text is saved waits for it: files and mail programs get what was typed.
function afterSave(event, go) {
  if (!isDirty && !running) return;
  event.preventDefault();
  save().then(go);
}

function start() {
  form.addEventListener("input", (event) => {
    if (!form.contains(event.target)) return;
    growBoxes(event.target);
    changed();
  });
  form.addEventListener("submit", (event) => {
    if (running) {
      event.preventDefault();
      running.then(() => form.requestSubmit(event.submitter));
    } else isLeaving = true;
  });
  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-after-save] a");
    // The one to the mail program is replaced when the text is saved.
    const now = () => (link.isConnected ? link : document.querySelector("[data-live=mail] a"));
    if (link) afterSave(event, () => location.assign(now().href));
    if (!event.target.closest("[data-drop-kept]")) return;
    forget(form.dataset.autosave);
    isLeaving = true;
  });
  document.addEventListener("submit", (event) => {
    if (event.target.closest("[data-after-save]")) afterSave(event, () => event.target.submit());
  });
  document.addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden") save(); });
  window.addEventListener("pagehide", save);
  window.addEventListener("online", save);
  // Come back from the browser's memory it may be behind what was saved.
  window.addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });
  // Both texts are on the page: which one stays is for a button to say.
  isStopped = document.getElementById("conflict") !== null;
  offer();
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-copy]");
  if (button) (form ? save() : Promise.resolve()).then(() => copy(button));
});
for (const button of document.querySelectorAll("[data-copy]")) button.hidden = false;
sweep();
if (form) start();
