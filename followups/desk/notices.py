"""What the desk says after an act: what was noted, or why it was not and who was first."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from followups.desk.timeline import say_entry
from followups.models import Entry
from workforce import dates


@dataclass(frozen=True)
class Notice:
    """One sentence about a follow-up, shown in its row; `undo` names what can be taken back: answer or result."""

    text: str
    is_refused: bool = False
    undo: str = ""


CLOSES = [Entry.Kind.DONE, Entry.Kind.DECLINED, Entry.Kind.MISSED, Entry.Kind.VOID]
UNDO = {**dict.fromkeys(CLOSES, "answer"), Entry.Kind.OUTCOME: "result"}


def noted(follow_up, user, today) -> Notice | None:
    """Return what was just recorded, if it was this user who recorded it."""
    entry = follow_up.timeline.select_related("actor").last()
    if not entry or entry.actor_id != user.pk:
        return None
    words = _("Noted. %(entry)s") % {"entry": say_entry(entry, today)}
    return Notice(dates.as_sentence(words), undo=UNDO.get(entry.kind, ""))


def refused(follow_up, reason, user, today) -> Notice:
    """Return why a change was refused, and who recorded the answer that stands in its way, if one does."""
    entry = follow_up.timeline.select_related("actor").filter(kind__in=CLOSES).last()
    if follow_up.is_open or not entry:
        return Notice(str(reason), is_refused=True)
    moment = dates.say_moment(entry.at, today)
    if entry.actor_id == user.pk:
        words = _("You recorded this already: %(entry)s, %(moment)s")
    else:
        words = _("%(reason)s %(who)s: %(entry)s, %(moment)s")
    who = entry.actor.name if entry.actor else entry.get_source_display().capitalize()
    facts = {"reason": reason, "who": who, "entry": say_entry(entry, today), "moment": moment}
    return Notice(dates.as_sentence(words % facts), is_refused=True)
