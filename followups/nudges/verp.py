"""The envelope sender of each mail (VERP): what comes back says by the address it comes to which mail it was.

The address is not signed. The delivery's number is 122 random bits and stands nowhere but in its own mail, so only
who had that mail in hand can write to it, and all that this can bring about is that the same address gets no more.
"""

import re
import uuid

from django.conf import settings

from followups.models import Delivery

NUMBER = re.compile(r"[0-9a-f]{32}")


def envelope_sender(delivery: Delivery, office_email: str) -> str:
    """Return where a mail that cannot be delivered comes back to; the same for a copy as for what it is a copy of."""
    if not settings.BOUNCE_ADDRESS:
        return office_email
    local, _at, domain = settings.BOUNCE_ADDRESS.rpartition("@")
    return f"{local}+{(delivery.copy_of_id or delivery.pk).hex}@{domain}"


def delivery_in(recipient: str) -> uuid.UUID | None:
    """Return the number of the delivery that an address of `envelope_sender` names; None for any other address."""
    if not settings.BOUNCE_ADDRESS:
        return None
    local, _at, domain = settings.BOUNCE_ADDRESS.lower().rpartition("@")
    found_local, _at, found_domain = recipient.strip().lower().rpartition("@")
    base, _plus, number = found_local.rpartition("+")
    is_ours = (base, found_domain) == (local, domain) and NUMBER.fullmatch(number)
    return uuid.UUID(number) if is_ours else None
