"""One follow-up as a row of the desk: who, where, when, what was sent, what is known, what can be done."""

from dataclasses import dataclass

from django.db.models import Prefetch, Q, QuerySet
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from candidates.models import Cover, Interview
from candidates.templatetags.phones import phone_link
from followups.desk import timeline
from followups.desk.lists import Now
from followups.desk.mail import load_offices, no_mail, with_stops
from followups.desk.reminders import say_reminders, wish_of
from followups.desk.writing import with_debriefed, write_url
from followups.models import CounselorTask, Entry, FollowUp, Letter, Nudge
from workforce import dates
from workforce.templatetags.dates import marked_up, on_day, said

MENUS = {
    "sent": gettext_lazy("Sent"),
    "not_yet": gettext_lazy("Not yet"),
    "declined": gettext_lazy("Decided not to"),
    "more": gettext_lazy("More"),
}
ANSWERS = {
    FollowUp.Status.DONE: ("done", gettext_lazy("Followed up")),
    FollowUp.Status.DECLINED: ("quiet", gettext_lazy("Decided not to")),
    FollowUp.Status.MISSED: ("warning", gettext_lazy("No answer")),
    FollowUp.Status.VOID: ("quiet", gettext_lazy("Did not take place")),
}

ICONS = {"overdue": "error", "due": "schedule", "done": "check_circle", "warning": "warning"}


@dataclass(frozen=True)
class Row:
    """What the template of a row shows. `known` are phrases in one line, `menus` the names of those it offers.

    What every row shows stands here as plain text, since looking it up from a template costs more than all else.
    """

    follow_up: FollowUp
    pk: str
    name: str
    phone: str
    job: str
    when: str
    interest: str
    person_url: str
    interview_url: str
    answer_url: str
    write_url: str
    state: str
    tag_kind: str
    tag: str
    asks: list[str]
    known: str
    menus: tuple[str, ...]
    can_write: bool
    counselor: str
    now: Now

    @property
    def was_held(self):
        return self.follow_up.interview.held_at <= self.now.at

    @property
    def story(self):
        """What happened, newest first; only for follow-ups loaded by `with_history`, as the steps."""
        return timeline.story(self.follow_up, self.now.today)

    @property
    def steps(self):
        return timeline.steps(self.follow_up)

    @property
    def tag_icon(self):
        return ICONS.get(self.tag_kind, "")

    @property
    def can_be_reminded(self):
        """Whether planning a reminder by e-mail makes sense."""
        return self.follow_up.is_open and not no_mail(self.follow_up)

    @property
    def wish(self):
        """The reminder that was asked for and is still to go, if there is one."""
        return wish_of(self.follow_up)

    @property
    def menu_labels(self):
        return [(name, MENUS[name]) for name in self.menus]

    @property
    def can_be_undone(self):
        return self.can_write and not self.follow_up.is_open


def with_row_facts(follow_ups: QuerySet) -> QuerySet:
    """Load what a row shows, in a fixed number of queries."""
    related = ("interview__candidate__counselor", "interview__employer")
    return with_debriefed(with_stops(follow_ups.select_related(*related))).prefetch_related(
        "nudges", Prefetch("tasks", CounselorTask.objects.open(), to_attr="open_tasks"), begun_letters()
    )


def with_history(follow_ups: QuerySet) -> QuerySet:
    """Load what a row, the people met and the whole story of each follow-up show."""
    related = ("interview__candidate__counselor", "interview__employer", "interview__office", "interview__logged_by")
    return with_debriefed(with_stops(follow_ups.select_related(*related))).prefetch_related(
        "interview__contacts",
        Prefetch("nudges", Nudge.objects.select_related("delivery")),
        Prefetch("tasks", CounselorTask.objects.open(), to_attr="open_tasks"),
        Prefetch("timeline", Entry.objects.select_related("actor")),
        begun_letters(),
    )


def begun_letters() -> Prefetch:
    """Load the letters that have not gone out, without their texts: of those only whether a placeholder is left."""
    letters = Letter.objects.filter(sent_on=None).annotate(has_gap=Q(text__contains="["))
    return Prefetch("letters", letters.only("follow_up", "begun_by", "shared_at"), to_attr="begun_letters")


def make_rows(follow_ups, user, now: Now) -> list[Row]:
    """Turn follow-ups loaded by `with_row_facts` into rows; those of others can be changed while covering for them."""
    follow_ups = list(follow_ups)
    load_offices(follow_ups)
    candidates = [follow_up.interview.candidate for follow_up in follow_ups]
    others = {candidate.pk for candidate in candidates if candidate.counselor_id != user.pk}
    covered = set()
    if others and user.is_counselor:
        covers = Cover.objects.filter(user=user, until__gt=now.at, candidate__in=others)
        covered = set(covers.values_list("candidate", flat=True))
    return [make_row(follow_up, user, covered, now) for follow_up in follow_ups]


def make_row(follow_up, user, covered, now):
    interview, candidate = follow_up.interview, follow_up.interview.candidate
    own = candidate.counselor_id == user.pk
    can_write = user.is_counselor and (own or candidate.pk in covered)
    state, kind, tag = place_of(follow_up, now)
    return Row(
        follow_up=follow_up,
        pk=str(follow_up.pk),
        name=candidate.full_name,
        phone=phone_link(candidate.phone),
        job=f"{interview.job_title}, {interview.employer.name}",
        when=said(interview.held_at, now.today),
        interest=interview.get_interest_display() if interview.interest != Interview.Interest.NOT_ASKED else "",
        person_url=reverse("candidate", args=[candidate.pk]),
        interview_url=reverse("interview", args=[interview.pk]),
        answer_url=reverse("follow_up_answer", args=[follow_up.pk]),
        write_url=write_url(follow_up, now.at) if can_write else "",
        state=state,
        tag_kind=kind,
        tag=tag,
        asks=say_tasks(follow_up),
        known=joined(
            [
                *say_answer(follow_up, now),
                *say_reminders(follow_up, now),
                *say_letters(follow_up),
                *say_result(follow_up),
            ]
        ),
        menus=menus_of(follow_up, now),
        can_write=can_write,
        counselor="" if own else candidate.counselor.name,
        now=now,
    )


def joined(phrases) -> str:
    return format_html_join(" · ", "{}", ((phrase,) for phrase in phrases))


def place_of(follow_up, now):
    """Return the colour of a row, the kind of its tag and the tag's words."""
    if not follow_up.is_open:
        kind, words = ANSWERS[follow_up.status]
        return "due" if follow_up.open_tasks else kind * (kind == "done"), kind, words
    if follow_up.look_on and follow_up.look_on > now.today:
        return "", "quiet", _("Waiting")
    if follow_up.look_on == now.today:
        return "due", "due", _("Look today")
    if follow_up.due_at < now.at:
        return "overdue", "overdue", _("Overdue")
    if follow_up.due_at < now.tomorrow_at:
        return "due", "due", _("Due today")
    held = follow_up.interview.held_at <= now.at
    return "", "quiet", _("Waiting") if held else _("Not held yet")


def menus_of(follow_up, now):
    if follow_up.status == FollowUp.Status.VOID:
        return ()
    if follow_up.interview.held_at > now.at:
        return ("more",)
    if follow_up.status in (FollowUp.Status.DONE, FollowUp.Status.DECLINED):
        return ("more",)
    if follow_up.status == FollowUp.Status.MISSED:
        return ("sent", "declined", "more")
    return tuple(MENUS)


def say_answer(follow_up, now) -> list[str]:
    """Return what they told us, or until when there is time to."""
    if follow_up.status == FollowUp.Status.DONE:
        day, method = on_day(follow_up.sent_on, now.today), follow_up.get_method_display()
        return [format_html(_("sent {day}: {method}"), day=day, method=method), follow_up.get_source_display()]
    if follow_up.status == FollowUp.Status.DECLINED:
        return [follow_up.get_reason_display()]
    if not follow_up.is_open:
        return [format_html(_("closed {day}"), day=on_day(follow_up.closed_on, now.today))]
    due = marked_up(follow_up.due_at, dates.say_weekday(follow_up.due_at, now.today))
    if follow_up.look_on:
        day = marked_up(follow_up.look_on, dates.say_weekday(follow_up.look_on, now.today))
        is_past = follow_up.look_on < now.today
        words = _("not yet; to ask again since {day}") if is_past else _("not yet; look again {day}")
        return [format_html(_("due {day}"), day=due), format_html(words, day=day)]
    if follow_up.due_at < now.at:
        return [format_html(_("due {day}, no answer yet"), day=due)]
    return [format_html(_("due {day}"), day=due)]


def say_letters(follow_up) -> list[str]:
    """Say how far the letter is; of one that is not shared only that it was begun."""
    letters = follow_up.begun_letters if follow_up.is_open else []
    shared = [letter for letter in letters if letter.is_shared]
    if not shared:
        return [_("draft: begun")] if letters else []
    how_far = _("draft: half written") if any(letter.has_gap for letter in shared) else _("letter ready")
    is_shown = any(letter.begun_by_id is None for letter in shared)
    return [how_far, _("shared with you")] if is_shown else [how_far]


def say_result(follow_up) -> list[str]:
    return [_("result: %(result)s") % {"result": follow_up.get_outcome_display()}] if follow_up.outcome else []


def say_tasks(follow_up) -> list[str]:
    """Say each open task; to ask by phone is to ask, so that is said once."""
    tasks = follow_up.open_tasks
    by_phone = [task for task in tasks if task.kind == CounselorTask.Kind.ASK_BY_PHONE]
    others = [task for task in tasks if not (by_phone and task.kind == CounselorTask.Kind.ASK)]
    return [say_task(task, follow_up) for task in others]


def say_task(task, follow_up) -> str:
    """Return what to ask, and why a mail cannot: of those who have written, what came of it."""
    if task.kind == CounselorTask.Kind.ASK_BY_PHONE and task.reason:
        reason = Nudge.Skip(task.reason).label
        if follow_up.status == FollowUp.Status.DONE:
            return _("Ask for the result by phone: %(reason)s") % {"reason": reason}
        return _("Ask by phone: %(reason)s") % {"reason": reason}
    return task.get_kind_display().capitalize()
