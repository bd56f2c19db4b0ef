"""What the rules need to know about a batch of candidates, read in few queries."""

import datetime
from collections import Counter, defaultdict

from followups.models import Delivery, Pause, Suppression
from followups.nudges.rules import Facts

WEEK = datetime.timedelta(days=7)


def gather(candidates, at: datetime.datetime) -> Facts:
    """Return the facts about these candidates at the moment `at`."""
    found = stops(candidates)
    days = {candidate.pk: candidate.office.local_day(at) for candidate in candidates}
    found.mailed, found.week = recent_mail(keys_of(candidates), days)
    return found


def stops(candidates) -> Facts:
    """Return only what can have stopped a mail since its batch was claimed: opt-outs, bounces and pauses."""
    pauses = list(Pause.objects.in_force().values_list("office", "candidate"))
    return Facts(
        suppressed=suppressions(keys_of(candidates)),
        paused_everywhere=any(office is candidate is None for office, candidate in pauses),
        paused_offices=frozenset(office for office, _candidate in pauses if office),
        paused_candidates=frozenset(candidate for _office, candidate in pauses if candidate),
    )


def keys_of(candidates) -> set[str]:
    return {candidate.email_key for candidate in candidates if candidate.email_key}


def suppressions(keys) -> dict[str, dict[str, datetime.datetime]]:
    """Return the reasons in force for each address key, with the moment since when."""
    found = defaultdict(dict)
    for key, reason, since in (
        Suppression.objects.in_force().filter(address_key__in=keys).values_list("address_key", "reason", "since")
    ):
        found[key][reason] = since
    return found


def recent_mail(keys, days: dict[int, datetime.date]):
    """Return the (address key, day) of recent mails, and how many each candidate got in the last seven days."""
    if not days:
        return set(), Counter()
    recent = Delivery.objects.exclude(state__in=Delivery.NOT_HANDED_OVER).filter(day__gt=min(days.values()) - WEEK)
    mailed = set(recent.filter(address_key__in=keys).values_list("address_key", "day"))
    week = Counter(
        candidate
        for candidate, day in recent.filter(candidate__in=days).values_list("candidate", "day")
        if day > days[candidate] - WEEK
    )
    return mailed, week
