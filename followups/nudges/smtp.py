"""A conversation with the mail server that stops before the final dot, where a mail is still definitely not delivered.

`offer` hands over everything but the dot; the caller then commits that it is sending; `finish` sends the dot.
"""

import contextlib
import re
import smtplib

from django.conf import settings

REPLY_TIMEOUT = 5 * 60
ADDRESS = re.compile(r"\S+@\S+")


class Refused(Exception):
    """The server answered with an error. `stage` is where: login, sender, recipient or message."""

    def __init__(self, stage: str, code: int, text):
        self.stage, self.code = stage, code
        text = text.decode(errors="replace") if isinstance(text, bytes) else str(text)
        # The answer often repeats the address; it is kept and logged without.
        self.reply = ADDRESS.sub("…", f"{code} {text}")[:500]
        super().__init__(self.reply)

    @property
    def is_temporary(self):
        return 400 <= self.code < 500


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
        try:
            self.open()
            options = ["BODY=8BITMIME"] if self.smtp.has_extn("8bitmime") else []
            self.ask("sender", self.smtp.mail(sender, options))
            self.ask("recipient", self.smtp.rcpt(recipient))
            self.ask("message", self.smtp.docmd("DATA"), expected=354)
            self.smtp.send(stuff_dots(message))
        except (OSError, smtplib.SMTPException) as error:
            self.drop()
            raise Unreachable(type(error).__name__) from error

    def finish(self) -> str:
        """Send the dot and return the server's answer. Raise Refused, or NoReply if none comes in five minutes."""
        try:
            self.smtp.sock.settimeout(REPLY_TIMEOUT)
            self.smtp.send(b".\r\n")
            code, text = self.smtp.getreply()
            self.smtp.sock.settimeout(settings.EMAIL_TIMEOUT)
        except (OSError, smtplib.SMTPException) as error:
            self.drop()
            raise NoReply(type(error).__name__) from error
        if code == 421:
            self.drop()
        if not 200 <= code < 300:
            raise Refused("message", code, text)
        return ADDRESS.sub("…", f"{code} {text.decode(errors='replace')}")[:500]

    def open(self):
        if self.smtp:
            return
        make = smtplib.SMTP_SSL if settings.EMAIL_USE_SSL else smtplib.SMTP
        smtp = make(
            settings.EMAIL_HOST, settings.EMAIL_PORT, local_hostname=settings.SITE_HOST, timeout=settings.EMAIL_TIMEOUT
        )
        try:
            smtp.ehlo_or_helo_if_needed()
            if settings.EMAIL_USE_TLS:
                smtp.starttls()
            if settings.EMAIL_HOST_USER:
                smtp.login(settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD)
        except smtplib.SMTPResponseException as error:
            smtp.close()
            raise Refused("login", error.smtp_code, error.smtp_error) from error
        self.smtp = smtp

    def ask(self, stage, answer, expected=250):
        """Check the answer to a command; on an error clear the way for the next mail and raise Refused."""
        code, text = answer
        if code == expected or (expected == 250 and code == 251):
            return
        if code == 421:
            self.drop()
        elif self.smtp:
            self.smtp.rset()
        raise Refused(stage, code, text)

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


def stuff_dots(message: bytes) -> bytes:
    """Return a message as DATA wants it: a line that begins with a dot gets a second one, the end is a line end."""
    stuffed = re.sub(rb"(?m)^\.", b"..", message)
    return stuffed if stuffed.endswith(b"\r\n") else stuffed + b"\r\n"
