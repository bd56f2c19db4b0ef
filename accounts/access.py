"""Pages that only some roles may open; to the others they do not exist."""

from functools import wraps

from django.http import Http404


def administrators_only(view):
    """Answer 404 to everybody but administrators."""

    @wraps(view)
    def guarded(request, *args, **kwargs):
        if not request.user.is_administrator:
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


def not_for_counselors(view):
    """Answer 404 to counselors: the page is about offices, not about job seekers."""

    @wraps(view)
    def guarded(request, *args, **kwargs):
        if request.user.is_counselor:
            raise Http404
        return view(request, *args, **kwargs)

    return guarded
