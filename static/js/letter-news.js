// What the server answered while a letter is typed: put beside the boxes, shown in a line, read out when it matters.
const TROUBLE = ["offline", "ended", "closed", "conflict", "refused"];
let wasHeard = "";
let heardToMend;
let later;

// Puts the parts of an answer into the page; returns the answer, or null if it is none (a sign-in page, say).
export function take(form, html) {
  const answer = new DOMParser().parseFromString(html, "text/html").querySelector("[data-answer]");
  if (!answer) return null;
  for (const part of answer.querySelectorAll("[data-live]")) {
    for (const old of document.querySelectorAll(`[data-live="${part.dataset.live}"]`)) put(old, part);
  }
  hearToMend(form);
  return answer;
}

function put(old, part) {
  const isOpen = old.querySelector("details")?.open;
  if (old.innerHTML === part.innerHTML) return;
  // Whoever is there at this moment is not disturbed; what a link leads to is put right all the same.
  if (old.contains(document.activeElement)) {
    const links = part.querySelectorAll("a");
    old.querySelectorAll("a").forEach((link, place) => { link.href = links[place]?.href || link.href; });
    return;
  }
  old.replaceChildren(...[...part.childNodes].map((node) => document.importNode(node, true)));
  if (isOpen) old.querySelector("details").open = true;
}

// Says the number of things to mend once typing has paused, and only if it is another one.
function hearToMend(form) {
  clearTimeout(later);
  later = setTimeout(() => {
    const number = form.querySelector("[data-to-mend]").dataset.toMend;
    const words = form.querySelector("[data-words]").dataset;
    if (heardToMend !== undefined && number !== heardToMend) {
      say(form, number === "0" ? words.nothing : `${words.toMend} ${number}`);
    }
    heardToMend = number;
  }, 4000);
}

export function say(form, words) {
  form.querySelector("[data-heard]").textContent = words;
}

// Shows the state of saving; reads out trouble, its end, and the first time that something was saved.
export function showState(form, state, words) {
  const said = form.querySelector("[data-words]").dataset;
  const line = form.querySelector("[data-state]");
  line.textContent = words || said[state];
  line.classList.toggle("save-bar__state--trouble", TROUBLE.includes(state));
  if (state === "ended") line.append(" ", linkTo(location.pathname, said.again));
  if (state === "conflict") line.append(" ", linkTo("#conflict", said.both));
  if (state !== "saving" && state !== wasHeard) {
    wasHeard = state;
    say(form, line.textContent);
  }
}

function linkTo(address, words) {
  const link = document.createElement("a");
  link.href = address;
  link.textContent = words;
  return link;
}

export async function copy(button) {
  const from = document.getElementById(button.dataset.copy);
  const words = button.textContent;
  try {
    await navigator.clipboard.writeText(from.value);
    button.textContent = `✓ ${button.dataset.copied}`;
    setTimeout(() => { button.textContent = words; }, 3000);
  } catch {
    // Not allowed here: the text is shown and marked, to be copied by hand.
    from.closest("details").open = true;
    from.select();
  }
}
