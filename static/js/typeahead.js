// Suggestions while typing: an ARIA 1.2 combobox over <input data-typeahead-url="…" data-typeahead-into="NAME">.
// The address answers ?q= with {"results": [{"id", "label", "detail"}]}; the chosen id goes into the hidden input NAME
// of the same form. Without this script the input is plain text, and the server finds or makes what it names.
const DELAY = 150;

class Typeahead {
  constructor(input) {
    this.input = input;
    this.into = input.form?.elements.namedItem(input.dataset.typeaheadInto);
    this.options = [];
    this.current = -1;
    this.build();
    input.addEventListener("input", () => this.typed());
    input.addEventListener("keydown", (event) => this.key(event));
    input.addEventListener("blur", () => this.close());
  }

  build() {
    const box = document.createElement("div");
    box.className = "typeahead";
    const focused = document.activeElement === this.input;
    this.input.replaceWith(box);
    this.list = document.createElement("ul");
    Object.assign(this.list, { className: "typeahead__list", id: `${this.input.id}-list`, hidden: true });
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", this.input.dataset.typeaheadList || "Suggestions");
    this.said = document.createElement("div");
    this.said.className = "usa-sr-only";
    this.said.setAttribute("role", "status");
    box.append(this.input, this.list, this.said);
    if (focused) this.input.focus();
    const roles = { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": this.list.id };
    for (const [name, value] of Object.entries(roles)) this.input.setAttribute(name, value);
    this.input.autocomplete = "off";
    // The pointer picks on mousedown: a click comes after blur, when the list is gone.
    this.list.addEventListener("mousedown", (event) => this.point(event));
  }

  typed() {
    if (this.into) this.into.value = "";
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.ask(this.input.value.trim()), DELAY);
  }

  async ask(text) {
    if (text.length < 2) return this.close();
    const url = new URL(this.input.dataset.typeaheadUrl, location.href);
    url.searchParams.set("q", text);
    try {
      const answer = await fetch(url, { headers: { Accept: "application/json" } });
      if (!answer.ok) return this.close();
      const { results } = await answer.json();
      if (text === this.input.value.trim() && document.activeElement === this.input) this.show(results);
    } catch {
      this.close();
    }
  }

  show(results) {
    this.results = results;
    this.options = results.map((result, index) => this.option(result, index));
    this.list.replaceChildren(...this.options);
    this.list.hidden = !results.length;
    this.input.setAttribute("aria-expanded", String(results.length > 0));
    this.mark(-1);
    this.said.textContent = (this.input.dataset.typeaheadCount || "{n} found").replace("{n}", results.length);
  }

  option({ label, detail }, index) {
    const option = document.createElement("li");
    Object.assign(option, { className: "typeahead__option", id: `${this.list.id}-${index}`, textContent: label });
    option.setAttribute("role", "option");
    if (detail) {
      const line = document.createElement("span");
      line.className = "typeahead__detail";
      line.textContent = detail;
      option.append(" ", line);
    }
    return option;
  }

  mark(index) {
    this.current = index;
    this.options.forEach((option, at) => option.setAttribute("aria-selected", String(at === index)));
    if (index < 0) return this.input.removeAttribute("aria-activedescendant");
    this.input.setAttribute("aria-activedescendant", this.options[index].id);
    this.options[index].scrollIntoView({ block: "nearest" });
  }

  key(event) {
    const open = !this.list.hidden;
    const last = this.options.length - 1;
    if (event.key === "ArrowDown" && open) this.mark(this.current < last ? this.current + 1 : 0);
    else if (event.key === "ArrowUp" && open) this.mark(this.current > 0 ? this.current - 1 : last);
    else if (event.key === "Enter" && open && this.current >= 0) this.pick(this.current);
    else if (event.key === "Escape" && open) this.close();
    else if (event.key === "Tab" && open && this.current >= 0) return this.pick(this.current);
    else return;
    event.preventDefault();
  }

  point(event) {
    event.preventDefault();
    const index = this.options.indexOf(event.target.closest("[role=option]"));
    if (index >= 0) this.pick(index);
  }

  pick(index) {
    const result = this.results[index];
    this.input.value = result.label;
    if (this.into) this.into.value = result.id;
    this.close();
    this.input.dispatchEvent(new CustomEvent("typeahead:picked", { bubbles: true, detail: result }));
  }

  close() {
    clearTimeout(this.timer);
    this.list.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
    this.current = -1;
  }
}

function start(within) {
  within.querySelectorAll("[data-typeahead-url]:not([role])").forEach((input) => new Typeahead(input));
}

start(document);
document.addEventListener("htmx:afterSettle", (event) => start(event.detail.elt));
