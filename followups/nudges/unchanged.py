"""The last look at a mail in one round trip: is everything as the claim left it?

Under PostgreSQL each version of a row carries the number of the transaction that wrote it (xmin). A delivery's
fingerprint is made of those of its steps, their follow-ups, the candidate and the office: whatever anybody has said or
changed since the claim shows in it, so no rule is written here a second time. If it is the same, and nothing stops mail
to that address, office or everybody, the mail may go; if not, the long look (last_look.py) asks every rule again.
"""

import json

from django.db import connection

from followups.models import Claim

FINGERPRINT = """
    SELECT string_agg(
        concat_ws(' ', nudge.id, nudge.xmin, follow_up.xmin, candidate.xmin, office.xmin), ',' ORDER BY nudge.id
    )
    FROM followups_nudge nudge
    JOIN followups_followup follow_up ON follow_up.id = nudge.follow_up_id
    JOIN candidates_candidate candidate ON candidate.id = delivery.candidate_id
    JOIN accounts_office office ON office.id = candidate.office_id
    WHERE nudge.delivery_id = delivery.id
"""

OF_A_CLAIM = f"SELECT id, ({FINGERPRINT}) FROM followups_delivery delivery WHERE claim_id = %s"  # noqa: S608 - a constant

# The lock comes in a statement of its own: what is looked at then has been written by whoever held it before.
LOCK = "SELECT FROM candidates_candidate WHERE id = %(candidate)s FOR NO KEY UPDATE;"

SENT = """
    WITH taken AS (
        UPDATE followups_delivery SET state = 'sent', settled_at = %(at)s, reply = %(reply)s
        WHERE id = %(taken)s AND claim_id = %(claim)s AND state IN ('sending', 'unknown')
        RETURNING id
    )
    UPDATE followups_nudge SET state = 'sent', settled_at = %(at)s
    WHERE delivery_id IN (SELECT id FROM taken) AND state IN ('sending', 'unknown');
"""

NOTHING_STOPS_IT = """
    EXISTS (
        SELECT FROM followups_claim
        WHERE token = %(claim)s AND finished_at IS NULL AND lease_until > %(lease_past)s
    )
    AND NOT EXISTS (SELECT FROM followups_hold WHERE lifted_at IS NULL)
    AND NOT EXISTS (
        SELECT FROM followups_pause
        WHERE ended_at IS NULL AND (
            office_id = %(office)s OR candidate_id = %(candidate)s OR coalesce(office_id, candidate_id) IS NULL
        )
    )
    AND NOT EXISTS (
        SELECT FROM followups_suppression WHERE lifted_at IS NULL AND address_key = %(address_key)s
    )
"""

SENDING = f"""
    WITH handed_over AS (
        UPDATE followups_delivery delivery SET state = 'sending', sending_at = %(at)s, content = %(content)s
        WHERE id = %(delivery)s AND claim_id = %(claim)s AND state = 'claimed'
            AND ({FINGERPRINT}) = %(fingerprint)s AND {NOTHING_STOPS_IT}
        RETURNING id
    ), steps AS (
        UPDATE followups_nudge SET state = 'sending'
        WHERE delivery_id IN (SELECT id FROM handed_over) AND state = 'claimed'
    )
    SELECT count(*) FROM handed_over
"""  # noqa: S608 - put together from constants


def fingerprints(claim: Claim) -> dict:
    """Return the fingerprint of each delivery of a claim as its transaction leaves them; none where none are kept."""
    if connection.vendor != "postgresql":
        return {}
    with connection.cursor() as cursor:
        cursor.execute(OF_A_CLAIM, [claim.pk])
        return dict(cursor.fetchall())


def hand_over(parcel, *, content, taken, at, lease_past) -> bool:
    """Say that the mail before this one is sent, and that this one is being sent if all is as the claim left it.

    One transaction under the candidate's lock. `taken` is the delivery before and the server's answer, or None; the
    lease of the claim must last past the moment `lease_past`. Return False if the long look has to decide.
    """
    delivery = parcel.delivery
    before, reply = taken or (None, "")
    values = {
        "candidate": delivery.candidate_id,
        "claim": delivery.claim_id,
        "delivery": delivery.pk,
        "fingerprint": parcel.fingerprint,
        "office": parcel.candidate.office_id,
        "address_key": delivery.address_key,
        "content": json.dumps(content),
        "taken": before and before.pk,
        "reply": reply,
        "at": at,
        "lease_past": lease_past,
    }
    # Sent as one text, the statements are one transaction of their own.
    with connection.cursor() as cursor:
        cursor.execute(LOCK + (SENT if taken else "") + SENDING, values)
        return cursor.fetchone()[0] == 1
