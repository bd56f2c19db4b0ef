"""What every template may use."""

from django.conf import settings


def site(request):
    """`demo`: whether this is the demonstration that `bin/run` starts."""
    return {"demo": bool(settings.DEMO_MAILBOX)}
