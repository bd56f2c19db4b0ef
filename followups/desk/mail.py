"""Whether mail reaches the job seeker of a row, by the rules that the dispatcher asks."""

from django.db.models import OuterRef, QuerySet, Subquery, prefetch_related_objects

from followups.models import Suppression
from followups.nudges.rules import Facts, not_by_mail

SINCE = {reason: f"{reason}_since" for reason in Suppression.Reason.values}


def with_stops(follow_ups: QuerySet) -> QuerySet:
    """Add since when each reason keeps mail from the address; without a query of its own."""
    in_force = Suppression.objects.in_force().filter(address_key=OuterRef("interview__candidate__email_key"))
    since = {name: Subquery(in_force.filter(reason=reason).values("since")[:1]) for reason, name in SINCE.items()}
    return follow_ups.annotate(**since)


def load_offices(follow_ups: list):
    """Load the offices of those who opted out, whose day decides whether a later consent counts."""
    opted_out = [follow_up.interview.candidate for follow_up in follow_ups if follow_up.opted_out_since]
    prefetch_related_objects(opted_out, "office")


def no_mail(follow_up) -> str:
    """Return why no mail can go to the job seeker, a Nudge.Skip; "" if it can. Needs `with_stops`."""
    candidate = follow_up.interview.candidate
    since = {reason: getattr(follow_up, name) for reason, name in SINCE.items()}
    in_force = {reason: moment for reason, moment in since.items() if moment}
    return not_by_mail(candidate, Facts(suppressed={candidate.email_key: in_force}))
