// What was typed in form[data-kept-form] and not yet saved, in this tab alone and until it is closed: it comes back
// after a lost connection, or a sign-in that had ended. [data-forget-form] says that it was saved.
const PREFIX = "form:";
// They belong to the page as it was loaded, not to what was typed.
const NOT_TYPED = ["csrfmiddlewaretoken", "proof", "act"];

function inside(work) {
  try {
    return work();
  } catch {
    return null;  // Not allowed here, or no room: then there is only what stands on the page.
  }
}

function fieldsOf(form) {
  return [...form.elements].filter((field) => field.name && field.type !== "submit" && !NOT_TYPED.includes(field.name));
}

function isTicked(field) {
  return ["checkbox", "radio"].includes(field.type);
}

// Each field in order: its name, and its text or whether it is ticked.
function typed(form) {
  return fieldsOf(form).map((field) => [field.name, isTicked(field) ? field.checked : field.value]);
}

function fill(form, kept) {
  for (const [place, field] of fieldsOf(form).entries()) {
    const [, value] = kept[place];
    const what = isTicked(field) ? "checked" : "value";
    const fold = field.closest("details");
    // What is filled in must be seen.
    if (fold && field[what] !== value) fold.open = true;
    field[what] = value;
  }
}

// The page may ask other questions by now: then nothing is put where it does not belong.
function isSameForm(form, kept) {
  const fields = fieldsOf(form);
  return kept.length === fields.length && fields.every((field, place) => field.name === kept[place][0]);
}

// Once it was saved the hidden fields are others, and spaces at the ends are gone.
function saysTheSame(form, kept) {
  const plain = (value) => String(value).replace(/\s+/g, " ").trim();
  const fresh = typed(form);
  return fieldsOf(form).every(
    (field, place) => field.type === "hidden" || plain(fresh[place][1]) === plain(kept[place][1]),
  );
}

function start(form) {
  const name = PREFIX + form.dataset.keptForm;
  const forget = () => inside(() => sessionStorage.removeItem(name));
  const kept = inside(() => JSON.parse(sessionStorage.getItem(name)));
  form.addEventListener("input", () => inside(() => sessionStorage.setItem(name, JSON.stringify(typed(form)))));
  // A form that was refused holds what was typed last.
  if (!kept || "unsaved" in form.dataset) return;
  if (isSameForm(form, kept) && !saysTheSame(form, kept)) bringBack(form, kept, forget);
  else forget();
}

// With the edition it was typed on: if somebody else saved since, the server tells.
function bringBack(form, kept, forget) {
  const fresh = typed(form);
  const news = form.querySelector("[data-kept-news]");
  fill(form, kept);
  news.hidden = false;
  news.querySelector("[data-kept-drop]").addEventListener("click", () => {
    fill(form, fresh);
    forget();
    news.hidden = true;
    form.querySelector("input:not([type=hidden]), select, textarea").focus();
  });
}

for (const saved of document.querySelectorAll("[data-forget-form]")) {
  inside(() => sessionStorage.removeItem(PREFIX + saved.dataset.forgetForm));
}
for (const form of document.querySelectorAll("form[data-kept-form]")) start(form);
