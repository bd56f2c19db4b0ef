"""The letter on its way to a mail program or the clipboard: as a `mailto:` address (RFC 6068) and as plain text."""

import datetime
from urllib.parse import quote

from django.core.exceptions import ValidationError

from followups.letters.documents.whole import as_text, blocks_of, body_of
from followups.models import Letter
from workforce.addresses import clean_email
from workforce.text import legible_line

# Chrome and Edge on Windows open nothing when an address is longer than 2,046 characters, and say nothing either.
LONGEST = 2_000
# What RFC 6068 lets stand as it is, save the apostrophe and the semicolon, which some programs take for an end.
PLAIN = "!$*(),:@"


def mailto_of(letter: Letter, *, with_text=True) -> str:
    """Return the address that opens a mail with recipient, subject and text; "" if mail programs may not take it.

    Then the text is copied by hand, and `with_text=False` gives the address for the rest.
    """
    fields = {"subject": legible_line(letter.subject)}
    if with_text:
        fields["body"] = as_text(body_of(letter)).replace("\n", "\r\n")
    asked = "&".join(f"{name}={quote(value, safe=PLAIN)}" for name, value in fields.items() if value)
    address = f"mailto:{recipient_of(letter)}" + (f"?{asked}" if asked else "")
    return address if len(address) <= LONGEST else ""


def recipient_of(letter: Letter) -> str:
    """Return the encoded address of one person; "" if there is none that mail can be sent to."""
    try:
        local, _at, domain = clean_email(letter.to_email).rpartition("@")
    except ValidationError:
        return ""
    return f"{quote(local, safe='')}@{quote(domain, safe='')}"


def plain_text(letter: Letter, on: datetime.date) -> str:
    """Return the whole letter as text; one by post begins with the addresses and the day."""
    return as_text(blocks_of(letter, on))
