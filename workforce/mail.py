"""Mail building: a text and an HTML part, headers that cannot be forged, the same bytes for the same facts."""

import re
from email.charset import QP, Charset
from email.header import Header
from email.utils import format_datetime, quote
from functools import lru_cache

from django.core.exceptions import ValidationError
from django.core.mail import EmailMultiAlternatives
from django.template.loader import get_template

from workforce.addresses import clean_email

# Eight-bit text may be re-coded on its way, which breaks signatures; base64 looks like an advertisement.
QUOTED_PRINTABLE = Charset("utf-8")
QUOTED_PRINTABLE.body_encoding = QP

LONGEST_IN_HEADER = 300
LONGEST_LINE_OF_HEADER = 200
CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


class CannotBuild(ValueError):
    """A mail that cannot be rendered or addressed; its text names the part, never its contents."""


class Mail(EmailMultiAlternatives):
    """A message that is put together once, when it is made; handing it over twice gives the same bytes."""

    encoding = QUOTED_PRINTABLE

    def __init__(self, *, sent_at, message_id, **parts):
        headers = {"Date": format_datetime(sent_at), "Message-ID": message_id, **parts.pop("headers")}
        html = parts.pop("html")
        super().__init__(headers=headers, **parts)
        self.attach_alternative(html, "text/html")
        try:
            self._message = super().message()
        except (ValueError, LookupError) as error:
            raise CannotBuild(f"The headers cannot be written ({type(error).__name__}).") from None
        # Some mail programs do not find an unsubscribe link that begins on the second line of its header.
        self._message.policy = self._message.policy.clone(max_line_length=LONGEST_LINE_OF_HEADER)
        self._message.set_boundary(f"=_{re.sub('[^0-9a-zA-Z]', '', message_id)[:60]}")

    def message(self):
        return self._message


def render(name: str, context: dict) -> dict:
    """Return the `body` and `html` parts from `emails/<name>.txt` and `emails/<name>.html`."""
    body = get_template(f"emails/{name}.txt").render(context)
    return {"body": body.strip() + "\n", "html": get_template(f"emails/{name}.html").render(context).strip() + "\n"}


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
    # No line breaks between the encoded words: the headers are folded when the message is written out. The first
    # word leaves room for the header's name, else it would stand on a line of its own.
    return Header(text, "utf-8", header_name="Reply-To").encode(linesep="")


def is_plain(text: str) -> bool:
    """Tell whether text can stand in a header as it is: letters that read like an encoded word cannot."""
    return text.isascii() and "=?" not in text


def header_text(text: str) -> str:
    """Return `text` if it may stand in a header. Raise CannotBuild for breaks, control characters, great length."""
    if CONTROLS.search(text) or len(text) > LONGEST_IN_HEADER:
        raise CannotBuild("A name holds what cannot stand in a header.")
    return text
