"""A form that the database could not save, shown again with what was typed: nobody types it twice."""

import logging

from django.db import OperationalError
from django.http import HttpResponseServerError
from django.middleware.csrf import get_token
from django.template.loader import render_to_string

from workforce.middleware import LinkPagesMiddleware

log = logging.getLogger(__name__)

NOT_TYPED = "csrfmiddlewaretoken"


class UnsavedFormMiddleware:
    """Answers a form of staff whose saving failed in the database, such as on a full disk, with what it held.

    A form that asks for a password is not shown again, and what a script sent, the script says.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        if not isinstance(exception, OperationalError) or not may_show_again(request):
            return None
        log.error("A form could not be saved: %s", type(exception).__name__, exc_info=exception)
        typed = [(name, value) for name, values in request.POST.lists() for value in values if name != NOT_TYPED]
        # Nothing of the page may ask the database, and with this status no session is saved either.
        return HttpResponseServerError(render_to_string("unsaved.html", {"typed": typed, "csrf": get_token(request)}))


def may_show_again(request) -> bool:
    is_form = request.method == "POST" and not request.htmx and not request.FILES
    has_secret = any("password" in name or "code" in name for name in request.POST)
    return is_form and not has_secret and not request.path_info.startswith(LinkPagesMiddleware.PATHS)
