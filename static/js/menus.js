// Menus made of <details class="menu">: one is open at a time; Escape and a click elsewhere close it.
const openMenus = () => document.querySelectorAll("details.menu[open]");

function closeAll(except) {
  for (const menu of openMenus()) {
    if (!menu.contains(except)) menu.open = false;
  }
}

document.addEventListener("click", (event) => closeAll(event.target));
document.addEventListener("focusin", (event) => closeAll(event.target));

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of openMenus()) {
    const held = menu.contains(document.activeElement);
    menu.open = false;
    if (held) menu.querySelector("summary").focus();
  }
});
