"""A folder on an IMAP server: its messages, one by one, and the folders beside it that they are put into."""

import contextlib
import imaplib
import re
import ssl
from collections.abc import Iterator

from workforce.environment import ImapMailbox

PATIENCE = 30
# A bounce says what matters at its beginning; what comes behind is the mail that came back.
MOST_BYTES = 1024 * 1024
MOST_MESSAGES = 1000
NAMESPACE = re.compile(rb'\(\("(?P<prefix>[^"]*)"')


class CannotRead(Exception):
    """The mailbox cannot be read now; the text says why, without the password or anything of a message."""


class Mailbox:
    """An open mailbox, for `with Mailbox(settings.BOUNCE_IMAP) as mailbox`. Raise CannotRead if it does not open."""

    def __init__(self, address: ImapMailbox):
        self.address = address
        self.made = set()

    def __enter__(self):
        try:
            self.imap = self.connect()
        except ssl.SSLError as error:
            raise CannotRead(f"no safe connection to the mail server ({type(error).__name__})") from error
        except OSError as error:
            raise CannotRead(f"the mail server cannot be reached ({type(error).__name__})") from error
        except imaplib.IMAP4.error as error:
            raise CannotRead("the server does not speak IMAP in the way that the address says") from error
        try:
            self.open()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_):
        for goodbye in (self.imap.logout, self.imap.shutdown):
            with contextlib.suppress(OSError, imaplib.IMAP4.error):
                goodbye()

    def connect(self) -> imaplib.IMAP4:
        tls = ssl.create_default_context()
        where = {"host": self.address.host, "port": self.address.port, "timeout": PATIENCE}
        if self.address.security == "imaps":
            return imaplib.IMAP4_SSL(**where, ssl_context=tls)
        imap = imaplib.IMAP4(**where)
        if self.address.security == "imap+tls":
            imap.starttls(ssl_context=tls)
        return imap

    def open(self):
        secret = f"\0{self.address.user}\0{self.address.password}".encode()
        try:
            if "AUTH=PLAIN" in self.imap.capabilities:
                self.imap.authenticate("PLAIN", lambda _challenge: secret)
            else:
                self.imap.login(quoted(self.address.user), self.address.password)
        except (imaplib.IMAP4.error, UnicodeError) as error:
            raise CannotRead("the mail server refuses the user or the password") from error
        # What a server can do is often told only to those who are signed in.
        self.can = set(self.ask("capability")[0].decode().upper().split())
        status, found = self.imap.select(quoted(self.address.folder))
        if status != "OK":
            raise CannotRead("the folder is not there")
        self.count = int(found[0])
        self.prefix = self.find_prefix()

    def find_prefix(self) -> str:
        """Return what names of folders begin with here: some servers keep all of them inside the inbox."""
        if "NAMESPACE" not in self.can:
            return ""
        found = NAMESPACE.match(self.ask("namespace")[0])
        return found["prefix"].decode() if found else ""

    def messages(self) -> Iterator[tuple[str, bytes]]:
        """Yield (number, first megabyte) of each message, the oldest first; those taken out meanwhile are left out."""
        if not self.count:
            return
        [numbers] = self.ask("uid", "SEARCH", f"1:{min(self.count, MOST_MESSAGES)}", "UNDELETED")
        for number in (numbers or b"").decode().split():
            # A message that another reader has just taken out is answered by a no, or by nothing.
            _status, found = self.imap.uid("FETCH", number, f"(BODY.PEEK[]<0.{MOST_BYTES}>)")
            raw = body_in(found)
            if raw is not None:
                yield number, raw

    def put(self, number: str, folder: str):
        """Mark a message as read and move it into a folder beside; nothing happens if another reader did so already."""
        name = self.folder_named(folder)
        self.imap.uid("STORE", number, "+FLAGS.SILENT", r"(\Seen)")
        if "MOVE" in self.can:
            self.imap.uid("MOVE", number, name)
        elif self.imap.uid("COPY", number, name)[0] == "OK":
            self.imap.uid("STORE", number, "+FLAGS.SILENT", r"(\Deleted)")
            if "UIDPLUS" in self.can:
                self.imap.uid("EXPUNGE", number)
            else:
                self.imap.expunge()

    def folder_named(self, folder: str) -> str:
        """Return how the protocol names a folder beside this one, after making it if it is not there."""
        name = quoted(f"{self.prefix}{folder}")
        if name not in self.made:
            self.imap.create(name)  # says no if it is there
            self.imap.subscribe(name)
            self.made.add(name)
        return name

    def ask(self, command: str, *arguments) -> list:
        status, found = getattr(self.imap, command)(*arguments)
        if status != "OK":
            raise CannotRead(f"the mail server refuses {command}")
        return found


def body_in(found: list) -> bytes | None:
    """Return the message in the answer to a FETCH; what is short may come without a length, and then says nothing."""
    for part in found:
        if isinstance(part, tuple) and b"BODY[" in part[0]:
            return part[1]
        if isinstance(part, bytes) and b"BODY[" in part:
            return b""
    return None


def quoted(name: str) -> str:
    """Return the name of a folder as the protocol wants it."""
    escaped = name.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
