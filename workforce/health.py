"""Pages for probes: nobody signs in to read them."""

from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError
from django.http import HttpResponse
from django.views.decorators.http import require_safe

from followups.nudges import guard
from followups.nudges.clock import database_now


@require_safe
@login_not_required
def healthz(request):
    """The web process answers; nothing else is asked, so pages stay up when the engine is down."""
    return answer("ok")


@require_safe
@login_not_required
def readyz(request):
    """The database answers and the engine that sends reminders has looked lately; for those who watch the system."""
    try:
        if guard.is_silent(database_now()):
            return answer("the reminders' engine is silent", status=503)
    except DatabaseError:
        return answer("the database does not answer", status=503)
    return answer("ok")


def answer(words, status=200):
    return HttpResponse(f"{words}\n", status=status, content_type="text/plain")
