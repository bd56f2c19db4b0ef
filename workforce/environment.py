"""What differs between places, read from the environment; what is missing ends the start in one sentence."""

import re
import sys
import warnings
from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured
from environ.fileaware_mapping import FileAwareMapping

SECRET_LENGTH = 32

# At most 31 letters before the @: a plus sign and 32 more come behind them, and mail servers take 64.
PLAIN_ADDRESS = re.compile(r"[A-Za-z0-9._+-]{1,31}@(?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,}")
IMAP_PORTS = {"imaps": 993, "imap+tls": 143, "imap": 143}
THIS_MACHINE = ("localhost", "127.0.0.1", "::1")


@dataclass(frozen=True)
class ImapMailbox:
    """A folder of a mailbox on an IMAP server; `security` is imaps, imap+tls (STARTTLS) or imap (none)."""

    security: str
    host: str
    port: int
    user: str
    password: str = field(repr=False)
    folder: str = "INBOX"


class Variables(FileAwareMapping):
    """Environment variables and files; the line break that editors end a file with is no part of a value."""

    def __getitem__(self, key):
        return super().__getitem__(key).rstrip("\r\n")


class Environment(environ.FileAwareEnv):
    """Environment variables, each also readable from the file named by `<NAME>_FILE`."""

    ENVIRON = Variables()

    def required(self, name, example, read=None):
        """Return the value of `name`, read by `read` if given; end the start if it is missing or malformed."""
        try:
            with warnings.catch_warnings(action="ignore"):  # the one sentence says it
                value = read(name) if read else self.str(name)
        except (ImproperlyConfigured, ValueError, KeyError, OSError, AttributeError):
            refuse(f"Set {name} to something like {example}; it is missing or cannot be read.")
        if not value:
            refuse(f"Set {name} to something like {example}; it is empty.")
        return value

    def secret(self, name):
        """Return a secret of at least 32 characters."""
        value = self.required(name, f"{SECRET_LENGTH} or more random characters")
        if len(value) < SECRET_LENGTH:
            refuse(f"Set {name} to {SECRET_LENGTH} or more random characters; it has {len(value)}.")
        return value

    def web_address(self, name, example):
        """Return an http(s) address without a path or a trailing slash."""
        value = self.required(name, example).rstrip("/")
        parts = urlsplit(value)
        if parts.scheme not in ("http", "https") or not parts.hostname or parts.path or parts.query:
            refuse(f"Set {name} to something like {example}; {value!r} is not such an address.")
        return value

    def database(self, name):
        """Return Django's settings of the database."""
        config = self.required(name, "postgres://user:password@host:5432/name", self.db)
        if config["ENGINE"] not in ("django.db.backends.postgresql", "django.db.backends.sqlite3"):
            refuse(f"Set {name} to an address that begins with postgres:// or sqlite:///.")
        return config

    def mail_server(self, name):
        """Return Django's EMAIL_* settings of an SMTP server."""
        config = self.required(name, "smtp+tls://user:password@mail.example.org:587", self.email_url)
        if not config["EMAIL_BACKEND"].endswith(".smtp.EmailBackend") or not config["EMAIL_HOST"]:
            refuse(f"Set {name} to an address that begins with smtp://, smtp+tls:// or smtp+ssl://.")
        return config

    def bounce_address(self, name, example):
        """Return an address that a mark for each mail can be added to, "" if it is not set."""
        value = self.str(name, default="")
        if value and not PLAIN_ADDRESS.fullmatch(value):
            refuse(f"Set {name} to an address like {example}, with at most 31 letters before the @, or leave it out.")
        return value

    def imap_mailbox(self, name, example):
        """Return the mailbox that an address of IMAP names, None if it is not set."""
        try:
            value = self.str(name, default="")
            parts = urlsplit(value)
            port = parts.port or IMAP_PORTS.get(parts.scheme)
        except (ImproperlyConfigured, ValueError, OSError):
            refuse(f"Set {name} to something like {example}; it cannot be read.")
        if not value:
            return None
        if not (port and parts.hostname and parts.username and parts.password and value.isascii()):
            refuse(f"Set {name} to something like {example}; a part of it is missing.")
        if parts.scheme == "imap" and parts.hostname not in THIS_MACHINE:
            refuse(f"Set {name} to an address that begins with imaps:// or imap+tls://; imap:// hides no password.")
        user, password, folder = map(unquote, (parts.username, parts.password, parts.path.strip("/")))
        return ImapMailbox(parts.scheme, parts.hostname, port, user, password, folder or "INBOX")

    def redis(self, name):
        """Return the address of Redis as Celery wants it: redis://, rediss:// or redis+socket://."""
        value = self.required(name, "redis://:password@host:6379/0")
        if urlsplit(value).scheme not in ("redis", "rediss", "redis+socket"):
            refuse(f"Set {name} to an address that begins with redis://, rediss:// or redis+socket://.")
        return value

    def yes_or_no(self, name, default):
        """Return True for "true" and False for "false", `default` if it is not set."""
        value = self.str(name, default=str(default)).lower()
        if value not in ("true", "false"):
            refuse(f"Set {name} to true or false; {value!r} is neither.")
        return value == "true"

    def whole_number(self, name, default, most=None):
        """Return a whole number from 1 to `most`, `default` if it is not set."""
        try:
            value = self.int(name, default=default)
        except ValueError:
            value = 0
        if value < 1 or (most and value > most):
            bounds = f"from 1 to {most}" if most else "of at least 1"
            refuse(f"Set {name} to a whole number {bounds}, such as {default}.")
        return value


def refuse(sentence):
    """End the program with one sentence on standard error and exit code 2."""
    sys.stderr.write(f"The Follow-Up Desk cannot start. {sentence}\n")
    raise SystemExit(2)
