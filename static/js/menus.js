// Menus made of <details class="menu">: one is open at a time; Escape and a click elsewhere close it.
const openMenus = () => document.querySelectorAll("details.menu[open]");

function closeAll(except) {
  for (const menu of openMenus()) {
    if (!menu.contains(except)) menu.open = false;
  }
}

// Not on focus: closing one menu moves what is below it, and the click that gave the focus would miss.
document.addEventListener("click", (event) => closeAll(event.target));
document.addEventListener("keyup", (event) => {
  if (event.key === "Tab") closeAll(document.activeElement);
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of openMenus()) {
    const held = menu.contains(document.activeElement);
    menu.open = false;
    if (held) menu.querySelector("summary").focus();
  }
});
