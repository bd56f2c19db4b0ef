// Puts the focus where the news is: on the summary of errors of a page, and on [data-focus-me] in what htmx swapped in.
function focusNews(within) {
  const news = within.matches?.("[data-focus-me]") ? within : within.querySelector("[data-focus-me]");
  news?.focus();
}

focusNews(document);
document.addEventListener("htmx:afterSettle", (event) => focusNews(event.detail.elt));
