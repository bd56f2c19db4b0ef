"""What differs between places, read from the environment; what is missing ends the start in one sentence."""

import sys
import warnings
from urllib.parse import urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured
from environ.fileaware_mapping import FileAwareMapping

SECRET_LENGTH = 32


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

    def whole_number(self, name, default):
        """Return a whole number of at least 1, `default` if it is not set."""
        try:
            value = self.int(name, default=default)
        except ValueError:
            value = 0
        if value < 1:
            refuse(f"Set {name} to a whole number of at least 1, such as {default}.")
        return value


def refuse(sentence):
    """End the program with one sentence on standard error and exit code 2."""
    sys.stderr.write(f"The Follow-Up Desk cannot start. {sentence}\n")
    raise SystemExit(2)
