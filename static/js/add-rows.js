// Adds rows to a formset: <div data-rows="PREFIX"> holds [data-rows-list], a <template> with one empty row whose names
// say __prefix__, and a [data-rows-add] button. Without this script the page offers some empty rows.
function totalOf(box) {
  return box.querySelector(`[name="${box.dataset.rows}-TOTAL_FORMS"]`);
}

function addRow(box) {
  const total = totalOf(box);
  const row = document.createElement("div");
  row.innerHTML = box.querySelector("template").innerHTML.replaceAll("__prefix__", total.value);
  const added = row.firstElementChild;
  box.querySelector("[data-rows-list]").append(added);
  total.value = Number(total.value) + 1;
  added.querySelector("input:not([type=hidden]), select, textarea")?.focus();
  box.querySelector("[data-rows-add]").hidden = Number(total.value) >= maximumOf(box);
}

function maximumOf(box) {
  return Number(box.querySelector(`[name="${box.dataset.rows}-MAX_NUM_FORMS"]`)?.value || 1000);
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-rows-add]");
  if (button) addRow(button.closest("[data-rows]"));
});

for (const button of document.querySelectorAll("[data-rows-add]")) button.hidden = false;
