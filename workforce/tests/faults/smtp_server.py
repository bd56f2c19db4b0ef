"""A mail server that does what a script says, as a process of its own: it outlives whatever a test kills.

`python -m workforce.tests.faults.smtp_server PORT SCRIPT LOG`. SCRIPT is a file of rules (see `smtp_script`). LOG gets
one line of JSON for each event, written before the client is answered: `event` is "taken" or "refused" (a message),
"no" (a step before it, refused or dropped), "holds" (an answer is kept back for a while) or "script" (new rules are in
force); `at` is the moment, and what is known of the mail follows.
"""

import asyncio
import contextlib
import json
import re
import sys
import time

from workforce.tests.faults.smtp_script import Script

LONGEST_MESSAGE = 64 * 1024 * 1024
LONG_ENOUGH_TO_TELL = 0.2
LOOKS_FOR_A_SCRIPT_EVERY = 0.02
ACCEPTS = {"CONNECT": "220 scripted", "EHLO": "250-scripted\r\n250-PIPELINING\r\n250 8BITMIME", "DATA": "354 Go on"}


class Ended(Exception):
    """The conversation is over."""


class Server:
    """Listens as the script says."""

    def __init__(self, port, script, log):
        self.port, self.script, self.log = port, script, log
        self.listener, self.writers, self.reply_number = None, set(), 0

    async def serve(self):
        while True:
            if self.script.look():
                self.note("script")
            refuses = bool(self.script.rules) and self.script.rule_for("LISTEN").step == "LISTEN"
            await (self.close() if refuses else self.open())
            await asyncio.sleep(LOOKS_FOR_A_SCRIPT_EVERY)

    async def open(self):
        if not self.listener:
            self.listener = await asyncio.start_server(
                self.converse, "127.0.0.1", self.port, limit=LONGEST_MESSAGE, backlog=200
            )

    async def close(self):
        if self.listener:
            self.listener.close()
            self.listener = None
        for writer in list(self.writers):
            writer.transport.abort()

    async def converse(self, reader, writer):
        self.writers.add(writer)
        with contextlib.suppress(Ended, OSError, asyncio.IncompleteReadError):
            await Conversation(self, reader, writer).go_on()
        self.writers.discard(writer)
        writer.close()

    def note(self, event, **facts):
        self.log.write(json.dumps({"event": event, "at": time.time(), **facts}) + "\n")
        self.log.flush()


class Conversation:
    """One connection."""

    def __init__(self, server, reader, writer):
        self.server, self.reader, self.writer = server, reader, writer
        self.sender = self.recipient = ""
        self.may_send = False

    async def go_on(self):
        await self.answer("CONNECT")
        while line := await self.reader.readline():
            word, _blank, rest = line.decode(errors="replace").strip().partition(" ")
            if word.upper() == "QUIT":
                self.say("221 Bye")
                return
            await self.follow(word.upper(), rest)

    async def follow(self, word, rest):
        """Do what a command says."""
        if word == "MAIL":
            self.sender, self.recipient, self.may_send = address_in(rest), "", False
        elif word == "RCPT":
            self.recipient = address_in(rest)
        elif word == "DATA" and not self.may_send:
            # A client that sends its commands ahead learns so that nobody takes the message.
            self.say("503 5.5.1 No recipient")
            return
        is_accepted = await self.answer("EHLO" if word == "HELO" else word)
        if word == "RCPT":
            self.may_send = is_accepted
        elif word == "DATA" and is_accepted:
            await self.take_message()

    async def answer(self, step, **facts) -> bool:
        """Answer a step as the script says; tell whether it was accepted."""
        rule = self.server.script.rule_for(step, self.recipient)
        reply = rule.reply or ACCEPTS.get(step, "250 2.0.0 OK")
        refuses = rule.drop or rule.silence or reply[0] in "45"
        if step == "DOT":
            self.note("taken" if rule.takes_message else "refused", step, reply=reply, **facts)
        elif refuses:
            self.note("no", step, reply=reply)
        await self.wait(rule, step, facts)
        if rule.drop:
            self.writer.transport.abort()
            raise Ended
        if not (step == "BODY" and not rule.reply):
            self.say(reply)
        if reply.startswith("421"):
            await self.writer.drain()
            raise Ended
        return not refuses

    async def wait(self, rule, step, facts):
        if rule.silence or rule.delay > LONG_ENOUGH_TO_TELL:
            self.note("holds", step, **facts)
        if rule.delay:
            await asyncio.sleep(rule.delay)
        if rule.silence:
            while await self.reader.read(LONGEST_MESSAGE):
                pass
            raise Ended

    async def take_message(self):
        await self.answer("BODY")
        message = await self.reader.readuntil(b"\r\n.\r\n")
        await self.answer("DOT", **headers_of(message))

    def say(self, reply):
        self.writer.write(reply.encode() + b"\r\n")

    def note(self, event, step, **facts):
        self.server.note(event, step=step, sender=self.sender, recipient=self.recipient, **facts)


def address_in(rest) -> str:
    found = re.search(r"<([^>]*)>", rest)
    return found[1] if found else ""


def headers_of(message) -> dict:
    """Return what the log keeps of a message."""
    head = re.sub(rb"\r\n[ \t]+", b" ", message.partition(b"\r\n\r\n")[0]).decode(errors="replace")
    headers = dict(re.findall(r"(?m)^(Message-ID|X-Nudge-ID): *(.*?)\r?$", head))
    nudges = [int(number) for number in re.findall(r"\d+", headers.get("X-Nudge-ID", ""))]
    return {"message_id": headers.get("Message-ID", ""), "nudges": nudges}


async def main(port, script, log):
    with open(log, "a") as file:
        await Server(int(port), Script(script), file).serve()


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
