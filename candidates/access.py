"""Pages that only those who look after job seekers may open."""

from functools import wraps

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext as _


def counselors_only(view):
    """Answer 404 to everybody but counselors: nobody else adds job seekers or logs interviews."""

    @wraps(view)
    def guarded(request, *args, **kwargs):
        if not request.user.is_counselor:
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


def readers_only(view):
    """Answer 404 to those who have no need to see job seekers."""

    @wraps(view)
    def guarded(request, *args, **kwargs):
        if not request.user.sees_candidates:
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


def office_needed(view):
    """Send back a counselor who belongs to no office yet: a new job seeker would belong nowhere."""

    @wraps(view)
    def guarded(request, *args, **kwargs):
        if not request.user.home_office:
            messages.error(request, _("You belong to no office yet. Ask an administrator to add you to one."))
            return redirect("candidate_list")
        return view(request, *args, **kwargs)

    return guarded
