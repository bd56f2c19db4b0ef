"""The links in mails: signed, unguessable, revocable.

A follow-up's token is its 128-bit random `link_key` and 128 bits of an HMAC under SECRET_KEY; giving the follow-up
a new `link_key` revokes it. An unsubscribe token is the address's key and an HMAC under SUPPRESSION_KEY: it never
expires.
"""

import hmac
import uuid
from base64 import urlsafe_b64decode, urlsafe_b64encode
from functools import cache

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from accounts import audit
from followups.models import FollowUp

FOLLOW_UP_PURPOSE = b"follow-up link"
UNSUBSCRIBE_PURPOSE = b"unsubscribe link"
SIGNATURE_BYTES = 16
KEY_BYTES = 16
ADDRESS_KEY_BYTES = 32


def follow_up_token(follow_up: FollowUp) -> str:
    """Return the 44 letters that stand for the follow-up in its link."""
    return write(follow_up.link_key.bytes, FOLLOW_UP_PURPOSE, settings.SECRET_KEY)


def follow_up_url(follow_up: FollowUp) -> str:
    """Return the absolute address of the seeker's page."""
    return address("seeker", follow_up_token(follow_up))


def find_follow_up(token: str) -> FollowUp | None:
    """Return the follow-up of a link, or None if the token is forged, damaged or revoked."""
    for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS):
        key = read(token, KEY_BYTES, FOLLOW_UP_PURPOSE, secret)
        if key:
            return (
                FollowUp.objects.select_related(
                    "interview__employer",
                    "interview__office",
                    "interview__candidate__office",
                    "interview__candidate__counselor",
                )
                .filter(link_key=uuid.UUID(bytes=key))
                .first()
            )
    return None


@transaction.atomic
def revoke(follow_up: FollowUp, *, by, at):
    """Give the follow-up a new link: the one in mails already sent, and the code on its slip, open nothing any more."""
    follow_up.lock()
    follow_up.link_key = uuid.uuid4()
    # A mail that a dispatcher has in hand bears the old link: its last look puts it back, and it is written anew.
    follow_up.replan_wanted = follow_up.replan_wanted or follow_up.nudges.in_hand().exists()
    follow_up.save(update_fields=["link_key", "replan_wanted"])
    audit.changed(follow_up.interview.candidate_id, "new link to the job seeker's page", by=by, at=at)


def unsubscribe_token(address_key: str) -> str:
    """Return what stands for an address in its unsubscribe link."""
    return write(bytes.fromhex(address_key), UNSUBSCRIBE_PURPOSE, settings.SUPPRESSION_KEY)


def unsubscribe_url(address_key: str) -> str:
    """Return the absolute address that takes the one-click unsubscribe of RFC 8058."""
    return address("unsubscribe", unsubscribe_token(address_key))


def address_key_of(token: str) -> str | None:
    """Return the address key of an unsubscribe link, or None if the token is forged or damaged."""
    key = read(token, ADDRESS_KEY_BYTES, UNSUBSCRIBE_PURPOSE, settings.SUPPRESSION_KEY)
    return key.hex() if key else None


def address(name: str, token: str) -> str:
    before, after = path_around(name)
    return f"{settings.SITE_URL}{before}{token}{after}"


@cache
def path_around(name: str) -> tuple[str, str]:
    """Return what stands before and behind a token in its address; asked for once, as each mail holds several."""
    before, _token, after = reverse(name, args=["token"]).partition("token")
    return before, after


def write(key: bytes, purpose: bytes, secret: str) -> str:
    return encode(key) + encode(sign(key, purpose, secret))


def read(token: str, length: int, purpose: bytes, secret: str) -> bytes | None:
    """Return the key in a token, only if the token is letter for letter the one that `write` gives."""
    letters = len(encode(bytes(length)))
    try:
        key = urlsafe_b64decode(token[:letters] + "=" * (-letters % 4))
    except ValueError:
        return None
    good = len(key) == length and hmac.compare_digest(token.encode(), write(key, purpose, secret).encode())
    return key if good else None


def sign(key: bytes, purpose: bytes, secret: str) -> bytes:
    return hmac.digest(secret.encode(), purpose + b":" + key, "sha256")[:SIGNATURE_BYTES]


def encode(data: bytes) -> str:
    return urlsafe_b64encode(data).rstrip(b"=").decode()
