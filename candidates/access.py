"""What a counselor needs before they can take anybody in."""

from functools import wraps

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _


def office_needed(view):
    """Send back a counselor who belongs to no office yet: a new job seeker would belong nowhere."""

    @wraps(view)
    def guarded(request, *args, **kwargs):
        if not request.user.home_office:
            messages.error(request, _("You belong to no office yet. Ask an administrator to add you to one."))
            return redirect("candidate_list")
        return view(request, *args, **kwargs)

    return guarded
