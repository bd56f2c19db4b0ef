// Puts the focus where the news is: on the summary of errors of a page, and on [data-focus-me] in what htmx swapped in.
function focusNews(within) {
  const news = within.matches?.("[data-focus-me]") ? within : within.querySelector("[data-focus-me]");
  news?.focus();
}

focusNews(document);
// At the swap, not once it has settled: whoever has gone on to a field by then keeps it.
document.addEventListener("htmx:afterSwap", (event) => focusNews(event.detail.elt));
