"""Mails that were handed over, or perhaps, as rows of the ledger."""

from followups.models import Claim, Delivery, Nudge
from followups.tests.builders import MONDAY, days, make_follow_up

TUESDAY = MONDAY + days(1)
WEDNESDAY = MONDAY + days(2)


def make_mail(state=Delivery.State.SENT, follow_up=None, **facts) -> Delivery:
    """The first reminder of a follow-up, handed over on Tuesday."""
    follow_up = follow_up or make_follow_up()
    candidate = follow_up.interview.candidate
    claim = Claim.objects.create(claimed_at=TUESDAY, lease_until=TUESDAY, finished_at=TUESDAY)
    settled_at = None if state == Delivery.State.SENDING else TUESDAY
    moments = {"day": TUESDAY.date(), "created_at": TUESDAY, "sending_at": TUESDAY, "settled_at": settled_at}
    facts = {**moments, "candidate": candidate, "address_key": candidate.email_key, **facts}
    mail = Delivery.objects.create(claim=claim, state=state, **facts)
    follow_up.nudges.filter(position=1).update(state=state, delivery=mail, settled_at=settled_at)
    type(follow_up).objects.filter(pk=follow_up.pk).refresh_next_step()
    return mail


def make_copy(original, state=Delivery.State.SENT) -> Delivery:
    """A copy of an unknown mail that somebody asked for."""
    claim = Claim.objects.create(claimed_at=WEDNESDAY, lease_until=WEDNESDAY, finished_at=WEDNESDAY)
    return Delivery.objects.create(
        claim=claim,
        candidate=original.candidate,
        address_key=original.address_key,
        day=WEDNESDAY.date(),
        state=state,
        created_at=WEDNESDAY,
        sending_at=WEDNESDAY,
        settled_at=WEDNESDAY,
        copy_of=original,
        copy_wanted_at=WEDNESDAY,
        decided_by=original.candidate.counselor,
    )


def states_of(mail) -> tuple[str, str]:
    """Return the state of a mail and that of the step it carried."""
    mail.refresh_from_db()
    return mail.state, Nudge.objects.get(delivery=mail).state
