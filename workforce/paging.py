"""Long lists, a page at a time."""

from django.core.paginator import Page, Paginator

ROWS = 50


def page_of(rows, request, *, count: int | None = None) -> Page:
    """Return the page that the address asks for; `count` is how many rows there are, where that is known already."""
    paginator = Paginator(rows, ROWS)
    if count is not None:
        paginator.count = count
    return paginator.get_page(request.GET.get("page"))
