"""The pages that say what went wrong."""

from django.shortcuts import render


def csrf_failure(request, reason=""):
    """Answer a form that was sent from a page open for too long, or from another site."""
    return render(request, "403_csrf.html", status=403)
