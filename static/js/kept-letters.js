// What was typed in a letter and not yet saved, in this browser alone. Others use it too: nothing stays longer than a
// day, and nothing that was saved.
const DAY = 24 * 60 * 60 * 1000;
const PREFIX = "letter:";

export function keep(letter, { edition, fields }) {
  try {
    localStorage.setItem(PREFIX + letter, JSON.stringify({ at: Date.now(), edition, fields }));
  } catch {
    // No room, or not allowed here: then there is only what the server has.
  }
}

export function kept(letter) {
  try {
    return JSON.parse(localStorage.getItem(PREFIX + letter));
  } catch {
    return null;
  }
}

export function forget(letter) {
  try {
    localStorage.removeItem(PREFIX + letter);
  } catch {
    // Nothing is kept where it is not allowed.
  }
}

export function sweep() {
  try {
    const letters = Object.keys(localStorage).filter((name) => name.startsWith(PREFIX));
    for (const letter of letters.map((name) => name.slice(PREFIX.length))) {
      const found = kept(letter);
      if (!found || !(Date.now() - found.at < DAY)) forget(letter);
    }
  } catch {
    // As above.
  }
}
