"""Pages for probes: nobody signs in to read them."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.views.decorators.http import require_safe


@require_safe
@login_not_required
def healthz(request):
    """The web process answers; nothing else is asked, so pages stay up when the engine is down."""
    return HttpResponse("ok\n", content_type="text/plain")
