"""A mail server for tests: really speaks SMTP, keeps what it accepts, refuses what it is told to refuse."""

import email
import email.policy
import logging

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP

from workforce.demo.environment import free_port

# It would tell each line that is spoken.
logging.getLogger("mail.log").setLevel(logging.WARNING)

# A reply of this kind closes the connection without a word.
DROP = object()


class MailServer:
    """A server in a thread, for `with MailServer() as server`.

    `messages` holds what was accepted, in order: parsed, each with `.envelope_to`, `.envelope_from` and `.raw`;
    `connections` counts those that spoke.

    `replies` says how a step ("MAIL", "RCPT", "DATA", or "DOT" once the message has arrived) is answered: a reply such
    as "550 5.1.1 No such user", `DROP`, or a function of the step's argument (address; for "DOT" the message) that
    returns one of these, or None to accept.
    """

    host = "127.0.0.1"

    def __init__(self):
        self.messages = []
        self.replies = {}
        self.connections = 0
        self.port = free_port()
        self.controller = Controller(self, hostname=self.host, port=self.port)
        self.controller.factory = self.answer

    def __enter__(self):
        self.controller.start()
        return self

    def __exit__(self, *_):
        self.controller.stop()

    @property
    def url(self):
        return f"smtp://{self.host}:{self.port}"

    def answer(self):
        return Session(self, enable_SMTPUTF8=True)

    def reply_to(self, step, argument):
        reply = self.replies.get(step)
        return reply(argument) if callable(reply) else reply

    async def handle_EHLO(self, server, session, envelope, hostname, responses):  # noqa: N802 - the names are aiosmtpd's
        self.connections += 1  # counted here: the start itself connects once, without a word
        session.host_name = hostname
        return responses

    async def handle_MAIL(self, server, session, envelope, address, options):  # noqa: N802
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return self.say(server, self.reply_to("MAIL", address)) or "250 2.1.0 OK"

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802
        reply = self.say(server, self.reply_to("RCPT", address))
        if reply:
            return reply
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 OK"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        message = email.message_from_bytes(envelope.original_content, policy=email.policy.default)
        message.raw = envelope.original_content
        message.envelope_from, message.envelope_to = envelope.mail_from, list(envelope.rcpt_tos)
        reply = self.say(server, self.reply_to("DOT", message))
        if reply:
            return reply
        self.messages.append(message)
        return "250 2.0.0 Kept"

    def say(self, server, reply):
        if reply is DROP:
            server.transport.abort()
            return "421 4.3.0 Gone"
        return reply


class Session(SMTP):
    """One connection; lets the server's `replies` also answer DATA before the message is sent."""

    def __init__(self, mail_server, **options):
        super().__init__(mail_server, **options)
        self.mail_server = mail_server

    async def smtp_DATA(self, arg):  # noqa: N802
        reply = self.mail_server.say(self, self.mail_server.reply_to("DATA", self.envelope))
        if reply:
            await self.push(reply)
        else:
            await super().smtp_DATA(arg)
