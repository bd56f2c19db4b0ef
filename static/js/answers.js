// Rows of the desk: says so when an answer did not arrive, and goes to the sign-in page when the session is over.
function say(list, row) {
  row.querySelector("[data-answer-lost]")?.remove();
  const notice = document.createElement("div");
  notice.className = "undo undo--refused";
  notice.setAttribute("role", "alert");
  notice.dataset.answerLost = "";
  notice.textContent = list.dataset.failed;
  row.append(notice);
}

function lost(event) {
  const list = event.target.closest("[data-answers]");
  const row = event.target.closest(".desk-row");
  if (list && row) say(list, row);
}

for (const name of ["htmx:responseError", "htmx:sendError", "htmx:timeout"]) {
  document.addEventListener(name, lost);
}

// Signed out meanwhile: the answer is the sign-in page. It must not be put into a row.
document.addEventListener("htmx:beforeSwap", (event) => {
  const path = new URL(event.detail.xhr.responseURL || location.href, location.href).pathname;
  if (!path.startsWith("/accounts/")) return;
  event.detail.shouldSwap = false;
  location.reload();
});
