"""The answer with the plan as a file for a calendar."""

from django.http import Http404, HttpResponse

from followups.intake.calendar import plan_ics


def plan_file(follow_up, at) -> HttpResponse:
    """Return the file for the browser to keep. Raise Http404 if nothing is planned."""
    content = plan_ics(follow_up, at)
    if not content:
        raise Http404
    headers = {"Content-Disposition": 'attachment; filename="plan.ics"', "Cache-Control": "no-store, private"}
    return HttpResponse(content, content_type="text/calendar; charset=utf-8", headers=headers)
