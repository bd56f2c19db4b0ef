"""Mail building: a text and an HTML part, headers that cannot be forged, the same bytes for the same facts."""

import binascii
import re
from base64 import b64encode
from dataclasses import dataclass
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import quote
from functools import lru_cache

from django.core.exceptions import ValidationError
from django.template.loader import get_template

from workforce.addresses import clean_email

CRLF = "\r\n"
LONGEST_IN_HEADER = 300
# Of a line with encoded words (RFC 2047). A single longer word stays whole, on the line of its header's name: some
# mail programs do not find an unsubscribe link that begins on the second line.
LONGEST_LINE_OF_HEADER = 76
BYTES_IN_A_WORD = 39
CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
AS_IT_STANDS = BytesParser(policy=policy.default.clone(refold_source="none"))


class CannotBuild(ValueError):
    """A mail that cannot be rendered or addressed; its text names the part, never its contents."""


@dataclass(frozen=True)
class Mail:
    """A message with a text and an HTML part. Its headers are ASCII: what `mailbox` and `subject_line` return.

    It is written by hand, not by way of Django's message, which takes five times as long.
    """

    headers: dict[str, str]
    text: str
    html: str

    def as_bytes(self) -> bytes:
        """Return it as it goes over the wire, in seven bits. Raise CannotBuild for what cannot be written."""
        # The text parts cannot hold the boundary: a "=" in them is followed by two digits or the end of the line.
        boundary = "=_" + re.sub("[^0-9a-zA-Z]", "", self.headers["Message-ID"])[:60]
        headers = {
            **self.headers,
            "MIME-Version": "1.0",
            "Content-Type": f'multipart/alternative; boundary="{boundary}"',
        }
        try:
            lines = [*(header(name, value) for name, value in headers.items()), ""]
            lines += [f"--{boundary}", *part("text/plain", self.text)]
            lines += [f"--{boundary}", *part("text/html", self.html), f"--{boundary}--", ""]
            return CRLF.join(lines).encode("ascii")
        except UnicodeError as error:
            raise CannotBuild(f"The mail cannot be written ({type(error).__name__}).") from None

    def message(self) -> EmailMessage:
        """Return it as a mail program reads it."""
        return AS_IT_STANDS.parsebytes(self.as_bytes().replace(b"\r\n", b"\n"))


def header(name: str, value: str) -> str:
    """Return the lines of a header, folded where a word begins. Raise CannotBuild if it holds a line break."""
    if CONTROLS.search(value):
        raise CannotBuild(f"The header {name} holds what cannot stand there.")
    lines = [f"{name}:"]
    for number, word in enumerate(re.split(r" (?=\S)", value.strip())):
        if number and len(lines[-1]) + 1 + len(word) > LONGEST_LINE_OF_HEADER:
            lines.append("")
        lines[-1] += f" {word}"
    return CRLF.join(lines)


def part(kind: str, text: str) -> list[str]:
    # Eight-bit text may be re-coded on its way, which breaks signatures; base64 looks like an advertisement.
    body = binascii.b2a_qp(CRLF.join([*text.splitlines(), ""]).encode()).decode("ascii")
    return [f'Content-Type: {kind}; charset="utf-8"', "Content-Transfer-Encoding: quoted-printable", "", body]


def render(name: str, context: dict) -> dict:
    """Return the `text` and `html` parts from `emails/<name>.txt` and `emails/<name>.html`."""
    text = get_template(f"emails/{name}.txt").render(context)
    return {"text": text.strip() + "\n", "html": get_template(f"emails/{name}.html").render(context).strip() + "\n"}


@lru_cache(maxsize=4096)
def mailbox(name: str, email: str) -> str:
    """Return `"Maria Lopez" <maria@example.org>` as a header holds it. Raise CannotBuild for what no server takes."""
    try:
        address = clean_email(email)
    except ValidationError:
        raise CannotBuild("An e-mail address is not one that mail can be sent to.") from None
    name = header_text(name)
    return f"{quoted(name)} <{address}>"


def quoted(name: str) -> str:
    return f'"{quote(name)}"' if is_plain(name) else encoded(name)


def subject_line(text: str) -> str:
    """Return a subject as a header holds it. Raise CannotBuild for what cannot stand there."""
    return header_text(text) if is_plain(text) else encoded(header_text(text))


def encoded(text: str) -> str:
    """Return text as encoded words (RFC 2047), cut between letters, each short enough to follow its header's name."""
    words = [b""]
    for letter in text:
        if len(words[-1]) + len(letter.encode()) > BYTES_IN_A_WORD:
            words.append(b"")
        words[-1] += letter.encode()
    return " ".join(f"=?utf-8?b?{b64encode(word).decode()}?=" for word in words)


def is_plain(text: str) -> bool:
    """Tell whether text can stand in a header as it is: letters that read like an encoded word cannot."""
    return text.isascii() and "=?" not in text


def header_text(text: str) -> str:
    """Return `text` if it may stand in a header. Raise CannotBuild for breaks, control characters, great length."""
    if CONTROLS.search(text) or len(text) > LONGEST_IN_HEADER:
        raise CannotBuild("A name holds what cannot stand in a header.")
    return text
