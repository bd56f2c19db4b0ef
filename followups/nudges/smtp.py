"""A conversation with the mail server that stops before the final dot, where a mail is still definitely not delivered.

`offer` hands over everything but the dot; the caller then commits that it is sending; `finish` sends the dot.
"""

import contextlib
import re
import smtplib
import socket
import ssl
from functools import partial

from django.conf import settings

from followups.nudges.bad_address import means_bad_address, status_in
from workforce.logs import hide_tokens

EXPECTED = {"sender": (250,), "recipient": (250, 251), "message": (354,)}
# Looked for where a word begins alone: a long word without an address would be gone through from each of its letters.
ADDRESS = re.compile(r"(?<!\S)\S+@\S+")
# What no database column or log line holds.
UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]+")


class Refused(Exception):
    """The server answered with an error. `stage` is where: login, sender, recipient, message, or dot."""

    def __init__(self, stage: str, code: int, text):
        self.stage, self.code = stage, code
        self.reply = reply_to_keep(code, text)
        super().__init__(self.reply)

    @property
    def is_temporary(self):
        return 400 <= self.code < 500

    @property
    def is_bad_address(self):
        """Whether it says that the recipient's address takes no mail, not that the server wants none of ours."""
        is_final = self.stage == "recipient" and not self.is_temporary
        return is_final and means_bad_address(status_in(self.reply), self.reply)


class Unreachable(Exception):
    """No connection, or it broke before the dot: the mail was not delivered."""


class NoReply(Exception):
    """The dot went out and no answer came back: nobody knows whether the mail was delivered."""


class Connection:
    """One connection to the mail server, opened when it is first needed and kept for a batch."""

    def __init__(self):
        self.smtp = None

    def offer(self, sender: str, recipient: str, message: bytes):
        """Hand over a message (CRLF line ends) up to the dot. Raise Refused or Unreachable."""
        was_kept = self.smtp is not None
        try:
            self.hand_over(sender, recipient, message)
        except (Refused, Unreachable):
            # Servers end a connection after some mails: only a new one tells whether they take this mail.
            if not was_kept or self.smtp:
                raise
            self.hand_over(sender, recipient, message)

    def hand_over(self, sender: str, recipient: str, message: bytes):
        try:
            self.open()
            options = " BODY=8BITMIME" if self.smtp.has_extn("8bitmime") else ""
            self.converse(
                ("sender", f"MAIL FROM:<{sender}>{options}"),
                ("recipient", f"RCPT TO:<{recipient}>"),
                ("message", "DATA"),
            )
            self.smtp.sock.sendall(stuff_dots(message))
        except (OSError, smtplib.SMTPException) as error:
            self.drop()
            raise Unreachable(type(error).__name__) from error

    def converse(self, *commands: tuple[str, str]):
        """Say (stage, command) after (stage, command), all at once if the server takes that (RFC 2920)."""
        if self.smtp.has_extn("pipelining"):
            self.smtp.sock.sendall("".join(f"{command}\r\n" for _stage, command in commands).encode("ascii"))
            answers = [self.smtp.getreply() for _command in commands]
            # Whoever refuses the recipient and still waits for the message must not get one.
            is_waiting = answers[-1][0] == 354
            for (stage, _command), answer in zip(commands, answers, strict=True):
                self.ask(stage, answer, is_waiting=is_waiting)
        else:
            for stage, command in commands:
                self.ask(stage, self.smtp.docmd(command))

    def finish(self) -> str:
        """Send the dot and return the server's answer. Raise Refused, or NoReply if none comes in five minutes.

        Raise Unreachable if the server hung up before the dot: then there was none.
        """
        if self.has_hung_up():
            self.drop()
            raise Unreachable("The server hung up before the end of the mail.")
        try:
            self.smtp.sock.settimeout(settings.EMAIL_REPLY_TIMEOUT)
            self.smtp.sock.sendall(b".\r\n")
            code, text = self.smtp.getreply()
            self.smtp.sock.settimeout(settings.EMAIL_TIMEOUT)
        except (OSError, smtplib.SMTPException) as error:
            self.drop()
            raise NoReply(type(error).__name__) from error
        if 200 <= code < 300:
            return reply_to_keep(code, text)
        if code == 421 or not is_no(code):
            self.drop()
        if is_no(code):
            raise Refused("dot", code, text)
        raise NoReply(reply_to_keep(code, text))

    def has_hung_up(self) -> bool:
        """Tell whether the server ended the connection, or said something that nobody asked for."""
        try:
            self.smtp.sock.settimeout(0)
            self.smtp.sock.recv(1)
            return True
        except (BlockingIOError, ssl.SSLWantReadError):
            self.smtp.sock.settimeout(settings.EMAIL_TIMEOUT)
            return False
        except OSError:
            return True

    def open(self):
        """Connect and sign in, unless that is done. Raise Refused or Unreachable."""
        try:
            if not self.smtp:
                self.smtp = self.connect()
        except (OSError, smtplib.SMTPException) as error:
            raise Unreachable(type(error).__name__) from error

    def connect(self):
        tls = ssl.create_default_context()
        make = partial(smtplib.SMTP_SSL, context=tls) if settings.EMAIL_USE_SSL else smtplib.SMTP
        smtp = make(
            settings.EMAIL_HOST, settings.EMAIL_PORT, local_hostname=settings.SITE_HOST, timeout=settings.EMAIL_TIMEOUT
        )
        try:
            if settings.EMAIL_USE_TLS:
                smtp.starttls(context=tls)
            # Again after STARTTLS, which forgets the first greeting.
            smtp.ehlo_or_helo_if_needed()
            if settings.EMAIL_HOST_USER:
                smtp.login(settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD)
        except OSError as error:
            smtp.close()
            if isinstance(error, smtplib.SMTPResponseException) and is_no(error.smtp_code):
                raise Refused("login", error.smtp_code, error.smtp_error) from error
            raise
        # What is said in two pieces, the message and its dot, must not wait for the answer to the first.
        smtp.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return smtp

    def ask(self, stage, answer, is_waiting=False):
        """Check the answer to a command; on an error clear the way for the next mail and raise Refused."""
        code, text = answer
        if code in EXPECTED[stage]:
            return
        if not is_no(code):
            self.drop()
            raise Unreachable(reply_to_keep(code, text))
        if code == 421 or is_waiting:
            self.drop()
        else:
            self.clear_the_way()
        raise Refused(stage, code, text)

    def clear_the_way(self):
        """Make the server forget the mail it refused; one that hangs up instead has still refused it."""
        try:
            self.smtp.rset()
        except smtplib.SMTPException:
            self.drop()

    def drop(self):
        """Close the connection at once: a message without its dot is thrown away by the server."""
        if self.smtp:
            self.smtp.close()
            self.smtp = None

    def close(self):
        """Say goodbye."""
        if self.smtp:
            with contextlib.suppress(OSError, smtplib.SMTPException):
                self.smtp.quit()
            self.drop()


def is_no(code: int) -> bool:
    """Tell whether a reply is a no: from one that is neither yes nor no nothing follows about address or sender."""
    return 400 <= code < 600


def reply_to_keep(code: int, text) -> str:
    text = text.decode(errors="replace") if isinstance(text, bytes) else str(text)
    return words_to_keep(f"{code} {text}")


def words_to_keep(text: str) -> str:
    """Return a server's words as they are kept and logged: on one line, at most 500 letters.

    Servers often repeat the address, some a link of the mail.
    """
    return hide_tokens(ADDRESS.sub("…", " ".join(UNSEEN.sub(" ", text).split())))[:500]


def stuff_dots(message: bytes) -> bytes:
    """Return a message as DATA wants it: a line that begins with a dot gets a second one, the end is a line end."""
    stuffed = re.sub(rb"(?m)^\.", b"..", message)
    return stuffed if stuffed.endswith(b"\r\n") else stuffed + b"\r\n"
