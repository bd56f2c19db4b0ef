"""Pages that only some roles may open; to the others they do not exist."""

from functools import wraps

from django.http import Http404


def only(may):
    """Return what guards a view: those for whom `may(user)` is false are answered 404."""

    def guard(view):
        @wraps(view)
        def guarded(request, *args, **kwargs):
            if not may(request.user):
                raise Http404
            return view(request, *args, **kwargs)

        return guarded

    return guard


administrators_only = only(lambda user: user.is_administrator)
# About offices, not about job seekers.
not_for_counselors = only(lambda user: not user.is_counselor)
# Nobody else adds job seekers or logs interviews.
counselors_only = only(lambda user: user.is_counselor)
readers_only = only(lambda user: user.sees_candidates)
