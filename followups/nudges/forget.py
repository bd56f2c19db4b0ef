"""What a mail said, and what each pass did, is kept for 60 days; that a mail went out stays in the ledger."""

import datetime

from followups.models import Delivery, Pass

KEPT_FOR = datetime.timedelta(days=60)
BATCH = 1000


def forget_old_mails(at: datetime.datetime) -> int:
    """Forget what the mails built more than 60 days ago said; return how many. May be run again at any time."""
    old = Delivery.objects.filter(created_at__lt=at - KEPT_FOR, content__isnull=False).order_by()
    # Looked for once, forgotten in batches: no lock is held for long.
    found = list(old.values_list("pk", flat=True))
    batches = [found[start : start + BATCH] for start in range(0, len(found), BATCH)]
    return sum(Delivery.objects.filter(pk__in=batch).update(content=None) for batch in batches)


def forget_old_passes(at: datetime.datetime) -> int:
    """Forget the passes of more than 60 days ago; return how many."""
    return Pass.objects.filter(began_at__lt=at - KEPT_FOR).delete()[0]
