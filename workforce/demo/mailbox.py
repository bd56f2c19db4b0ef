"""Reads the mails that the demonstration's mail server kept."""

import email
import email.policy
from dataclasses import dataclass
from datetime import UTC, datetime
from email.header import decode_header, make_header
from email.message import EmailMessage
from pathlib import Path


@dataclass(frozen=True)
class Mail:
    """One mail as it was received. `name` is its file's name without the ending."""

    name: str
    received_at: datetime
    message: EmailMessage

    @property
    def to(self):
        return self.message["To"] or ""

    @property
    def subject(self):
        return self.message["Subject"] or ""

    @property
    def headers(self):
        # Not by the message's own reading, which puts a blank between two encoded words of a name.
        return [(name, str(make_header(decode_header(value)))) for name, value in self.message.raw_items()]

    @property
    def text(self):
        return content_of(self.message.get_body(("plain",)))

    @property
    def html(self):
        return content_of(self.message.get_body(("html",)))


def names(folder) -> list[str]:
    """Return the names of all mails kept in `folder`, newest first."""
    return sorted((file.stem for file in Path(folder).glob("[0-9]*.eml")), reverse=True)


def read(folder, name) -> Mail:
    """Return one mail. Raise FileNotFoundError if there is none of that name."""
    content = (Path(folder) / f"{name}.eml").read_bytes()
    message = email.message_from_bytes(content, policy=email.policy.default)
    return Mail(name, datetime.fromtimestamp(int(name.split("-")[0]) / 1_000_000, UTC), message)


def content_of(part):
    return part.get_content() if part else ""
