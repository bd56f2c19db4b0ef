"""Pages that only those who look after job seekers may open."""

from functools import wraps

from django.http import Http404


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
