"""The last look at a mail in one round trip: is everything as the claim left it?

Under PostgreSQL each version of a row has a place of its own (ctid) and the number of the transaction that wrote it
(xmin). A delivery's fingerprint is made of those of its steps, their follow-ups, the candidate and the office: whatever
anybody has said or changed since the claim shows in it, so no rule is written here a second time. If it is the same,
and nothing stops mail to that address, office or everybody, the mail may go; if not, the long look (last_look.py) asks
every rule again.
"""

import json

from django.db import connection

from followups.models import Claim

FINGERPRINT = """
    SELECT string_agg(
        concat_ws(
            ' ', nudge.xmin, nudge.ctid, follow_up.xmin, follow_up.ctid,
            candidate.xmin, candidate.ctid, office.xmin, office.ctid
        ),
        ',' ORDER BY nudge.id
    )
    FROM followups_nudge nudge
    JOIN followups_followup follow_up ON follow_up.id = nudge.follow_up_id
    JOIN candidates_candidate candidate ON candidate.id = delivery.candidate_id
    JOIN accounts_office office ON office.id = candidate.office_id
    WHERE nudge.delivery_id = delivery.id
"""

OF_A_CLAIM = f"SELECT id, ({FINGERPRINT}) FROM followups_delivery delivery WHERE claim_id = %s"  # noqa: S608 - a constant

# The lock comes in a statement of its own: what is looked at then has been written by whoever held it before.
LOCK = "SELECT FROM candidates_candidate WHERE id = %(candidate)s FOR NO KEY UPDATE"

SENT = """
    PREPARE nudge_sent (uuid, uuid, timestamptz, text) AS
    WITH taken AS (
        UPDATE followups_delivery SET state = 'sent', settled_at = $3, reply = $4
        WHERE id = $1 AND (claim_id = $2) IS TRUE AND state IN ('sending', 'unknown')
        RETURNING id
    )
    UPDATE followups_nudge SET state = 'sent', settled_at = $3
    WHERE delivery_id IN (SELECT id FROM taken) AND state IN ('sending', 'unknown')
"""

# "IS TRUE" keeps the planner from finding one delivery by way of all those of its claim.
SENDING = f"""
    PREPARE nudge_sending (uuid, uuid, timestamptz, jsonb, text, bigint, bigint, text, timestamptz) AS
    WITH handed_over AS (
        UPDATE followups_delivery delivery SET state = 'sending', sending_at = $3, content = $4
        WHERE id = $1 AND (claim_id = $2) IS TRUE AND state = 'claimed' AND ({FINGERPRINT}) = $5
            AND EXISTS (
                SELECT FROM followups_claim WHERE token = $2 AND finished_at IS NULL AND lease_until > $9
            )
            AND NOT EXISTS (SELECT FROM followups_hold WHERE lifted_at IS NULL)
            AND NOT EXISTS (
                SELECT FROM followups_pause WHERE ended_at IS NULL
                AND (office_id = $6 OR candidate_id = $7 OR coalesce(office_id, candidate_id) IS NULL)
            )
            AND NOT EXISTS (SELECT FROM followups_suppression WHERE lifted_at IS NULL AND address_key = $8)
        RETURNING id
    ), steps AS (
        UPDATE followups_nudge SET state = 'sending'
        WHERE delivery_id IN (SELECT id FROM handed_over) AND state = 'claimed'
    )
    SELECT count(*) FROM handed_over
"""  # noqa: S608 - put together from constants

SAY_SENT = "EXECUTE nudge_sent (%(taken)s, %(claim)s, %(at)s, %(reply)s)"
SAY_SENDING = """
    EXECUTE nudge_sending (
        %(delivery)s, %(claim)s, %(at)s, %(content)s, %(fingerprint)s,
        %(office)s, %(candidate)s, %(address_key)s, %(lease_past)s
    )
"""


def fingerprints(claim: Claim) -> dict:
    """Return the fingerprint of each delivery of a claim as its transaction leaves them; none where none are kept."""
    if connection.vendor != "postgresql":
        return {}
    with connection.cursor() as cursor:
        cursor.execute(OF_A_CLAIM, [claim.pk])
        return dict(cursor.fetchall())


def prepare():
    """Have the statements planned once for this connection, not anew for each mail."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM pg_prepared_statements")
        known = {name for (name,) in cursor.fetchall()}
        for name, statement in (("nudge_sent", SENT), ("nudge_sending", SENDING)):
            if name not in known:
                cursor.execute(statement)


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
    statements = [LOCK, SAY_SENT, SAY_SENDING] if taken else [LOCK, SAY_SENDING]
    with connection.cursor() as cursor:
        cursor.execute(";".join(statements), values)
        return cursor.fetchone()[0] == 1
