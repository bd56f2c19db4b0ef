// Gives each [data-password] box a button that shows what was typed. Without this script there is no button.
function addToggle(box) {
  const input = box.querySelector("input");
  const button = document.createElement("button");
  button.type = "button";
  button.className = "usa-button usa-button--outline";
  button.setAttribute("aria-controls", input.id);
  const label = (shown) => {
    button.textContent = shown ? box.dataset.hide : box.dataset.show;
    button.setAttribute("aria-pressed", String(shown));
  };
  button.addEventListener("click", () => {
    const show = input.type === "password";
    input.type = show ? "text" : "password";
    label(show);
  });
  // What is sent is always a password field, so that no browser offers to remember it as plain text.
  input.form?.addEventListener("submit", () => { input.type = "password"; });
  label(false);
  box.append(button);
}

document.querySelectorAll("[data-password]").forEach(addToggle);
