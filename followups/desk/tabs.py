"""Which list the desk shows, read from its address: `?scope=office&tab=today`."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from followups.desk import lists

EMPTY = {
    "overdue": {
        "title": _("Nobody is overdue"),
        "text": _("Everyone whose letter is due has answered, or said when to look again."),
    },
    "today": {
        "title": _("Nobody else to ask today"),
        "text": _("Who comes next stands under Waiting."),
    },
    "waiting": {
        "title": _("Nobody is waiting"),
        "text": _("An interview that is logged stands here until its follow-up is due."),
    },
    "answered": {
        "title": _("No answers in the last 14 days"),
        "text": _("When a job seeker answers, by mail or at the desk, it stands here and can be undone."),
    },
}


@dataclass(frozen=True)
class Desk:
    """The follow-ups in view, the length of each list, and the chosen one."""

    follow_ups: QuerySet
    counts: dict
    tab: str
    own: bool

    @property
    def people(self):
        return self.counts["people"]

    @property
    def empty(self):
        """What to say when the chosen list has no rows."""
        return EMPTY[self.tab]

    @property
    def tabs(self):
        """The tabs as (name, words, count, address)."""
        scope = {} if self.own else {"scope": "office"}
        return [
            (name, words, self.counts[name], f"{reverse('desk')}?{urlencode({**scope, 'tab': name})}")
            for name, words in lists.TABS.items()
        ]


def read_desk(query, user, now) -> Desk:
    """Return what the address asks for; without a tab the first list that has somebody to ask."""
    own = user.is_counselor and query.get("scope") != "office"
    follow_ups = lists.caseload(user) if own else lists.of_offices(user)
    counts = lists.counts(follow_ups, now)
    tab = query.get("tab")
    if tab not in lists.TABS:
        tab = "today" if counts["today"] and not counts["overdue"] else "overdue"
    return Desk(follow_ups, counts, tab, own)
