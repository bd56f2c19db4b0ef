// After a suggestion was picked, puts its detail (an employer's city) into the input that data-typeahead-detail-into names.
document.addEventListener("typeahead:picked", (event) => {
  const into = event.target.form?.elements.namedItem(event.target.dataset.typeaheadDetailInto || "");
  if (into) into.value = event.detail.detail || "";
});
