"""Job titles to choose from while typing."""

import datetime

from django.db.models import Count

from candidates.models import Interview

YEAR = datetime.timedelta(days=365)
SHOWN = 50


def usual_titles(user, today: datetime.date) -> list[str]:
    """Return the titles that the interviews of the last year, as far as the user sees them, had most often."""
    recent = Interview.objects.visible_to(user).filter(held_on__gte=today - YEAR)
    counted = recent.order_by().values("job_title").annotate(times=Count("pk")).order_by("-times", "job_title")
    return [row["job_title"] for row in counted[:SHOWN]]
