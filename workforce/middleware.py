"""What holds for every page."""

from django.contrib import messages
from django.contrib.auth import logout
from django.utils import timezone
from django.utils.translation import gettext as _


class LinkPagesMiddleware:
    """Keeps the pages behind the links in mails apart: no cookie is read or set there, nothing leaks to elsewhere.

    Stands before the sessions, so that a member of staff who opens such a link is nobody there.
    """

    PATHS = ("/f/", "/u/", "/go/")

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if not request.path_info.startswith(self.PATHS):
            return self.get_response(request)
        request.META.pop("HTTP_COOKIE", None)
        response = self.get_response(request)
        response.headers["Cache-Control"] = "no-store, private"
        response.headers["Referrer-Policy"] = "no-referrer"
        response.headers["X-Robots-Tag"] = "noindex, nofollow"
        return response


class PublicPagesMiddleware:
    """Keeps the pages for everybody apart from the others: no cookie is read there, so one answer serves all.

    Stands before the sessions, like the pages behind links.
    """

    PATHS = ("/advice/",)

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if not request.path_info.startswith(self.PATHS):
            return self.get_response(request)
        request.META.pop("HTTP_COOKIE", None)
        response = self.get_response(request)
        response.headers["Vary"] = "Accept-Language"
        return response


class LongestSessionMiddleware:
    """Signs staff out 12 hours after they signed in, however busy they are; idle sessions end by themselves.

    Stands after the messages, with which it says why.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.user.is_authenticated and request.session.is_over(timezone.now()):
            logout(request)
            messages.info(request, _("You were signed in for 12 hours. Please sign in again."))
        return self.get_response(request)


class OfficeTimeZoneMiddleware:
    """Shows a member of staff all moments in the time zone of their office."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        with timezone.override(self.time_zone_of(request.user)):
            return self.get_response(request)

    def time_zone_of(self, user):
        office = user.home_office if user.is_authenticated else None
        return office.zone if office else timezone.get_default_timezone()


class PrivatePagesMiddleware:
    """Keeps pages with personal data out of every cache."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        response.setdefault("Cache-Control", "no-store, private")
        response.setdefault("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=()")
        return response
