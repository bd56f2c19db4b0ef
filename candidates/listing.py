"""The rows of the list of job seekers."""

from django.db.models import F, OuterRef, Subquery

from candidates.models import Candidate, Interview


def rows(queryset):
    """Return the job seekers as plain rows in the order of their names: a page needs no more than its columns."""
    last = Interview.objects.filter(candidate=OuterRef("pk")).order_by("-held_at").values("held_on")[:1]
    return queryset.order_by("search_text", "pk").values(
        *("pk", "full_name", "call_name", "email", "phone", "status"),
        office_name=F("office__name"),
        counselor_name=F("counselor__name"),
        last_held_on=Subquery(last),
    )


def put_into_words(page):
    """Give each row of a page the words for its status."""
    for row in page.object_list:
        row["status_label"] = Candidate.Status(row["status"]).label
    return page
