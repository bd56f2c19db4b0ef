"""The language of staff pages: that of whoever is signed in; before that, the one their browser asks for."""

from urllib.parse import urlsplit

from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import translation
from django.utils.translation.trans_real import parse_accept_lang_header
from django.views.decorators.http import require_POST

from accounts.models.user import LANGUAGES
from workforce.middleware import LinkPagesMiddleware
from workforce.way_back import way_back

CODES = [code for code, _name in LANGUAGES]


class StaffLanguageMiddleware:
    """Shows staff pages in the language of their reader, and leaves nothing of it for the next request.

    Stands after the authentication. The pages behind links speak the job seeker's language, and see to it themselves.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.path_info.startswith(LinkPagesMiddleware.PATHS):
            return self.get_response(request)
        with translation.override(language_of(request)):
            return self.get_response(request)


def language_of(request) -> str:
    """Return the code of the language that a page of staff is to be in."""
    if request.user.is_authenticated:
        return request.user.language
    asked = parse_accept_lang_header(request.headers.get("Accept-Language", ""))
    wanted = (code.partition("-")[0] for code, _weight in asked)
    return next((code for code in wanted if code in CODES), CODES[0])


def choice(request):
    """Give templates `languages` (code and own name of each) and `here`, the page to come back to after choosing."""
    return {"languages": LANGUAGES, "here": page_of(request)}


def page_of(request) -> str:
    """Return the address of the page that is shown; what answers a form is shown on that form's page."""
    if request.method != "POST":
        return request.get_full_path()
    return urlsplit(request.headers.get("Referer", "")).path


@require_POST
def choose_language(request):
    """Keep the language that somebody picks for their pages, and go back to where they picked it."""
    language = request.POST.get("language")
    if language not in CODES:
        raise Http404
    request.user.language = language
    request.user.save(update_fields=["language"])
    return redirect(way_back(request.POST.get("next", ""), default=reverse("home")))
