"""What the scripted mail server is told to do: rules, read from a file that a test may replace at any time.

A script is a list of rules, each a dictionary. The first rule that fits a step says how it is answered; without one it
is accepted at once. Every key but `step` may be left out:

    step       CONNECT, EHLO, AUTH, MAIL, RCPT, DATA, BODY (the message is on its way), DOT (it has arrived) or LISTEN
    every, nth only every so many times that the rest fits: {"every": 3} the third, sixth, ...; {"every": 3, "nth": 1}
               the first, fourth, ...
    times      only the first so many times
    recipient  only for addresses in which this regular expression is found (RCPT and later)
    since, until  only so many seconds after the script was given
    delay      seconds to wait before the answer; at DOT the message is taken first
    reply      the answer, such as "451 4.3.0 Try again"; 421 also ends the connection
    drop       true: end the connection instead of answering
    silence    true: keep the connection and never answer
    takes      DOT only: whether the message counts as accepted; true unless the reply is a 4xx or 5xx

LISTEN refuses connections, and ends those that are open: {"step": "LISTEN", "until": 20} for 20 seconds.
"""

import json
import os
import re
import time
from dataclasses import dataclass, field

STEPS = ("CONNECT", "EHLO", "AUTH", "MAIL", "RCPT", "DATA", "BODY", "DOT", "LISTEN")


@dataclass
class Rule:
    """One line of a script, with how often it fitted."""

    step: str
    every: int = 1
    nth: int = 0
    times: float = float("inf")
    recipient: str = ""
    since: float = 0
    until: float = float("inf")
    delay: float = 0
    reply: str = ""
    drop: bool = False
    silence: bool = False
    takes: bool | None = None
    seen: int = field(default=0, init=False)
    used: int = field(default=0, init=False)

    def __post_init__(self):
        if self.step not in STEPS:
            raise ValueError(f"{self.step} is no step; there are {', '.join(STEPS)}.")

    def fits(self, step, recipient, age) -> bool:
        """Tell whether the rule is for this step of a conversation, `age` seconds after the script was given."""
        if self.step != step or not self.since <= age < self.until or not re.search(self.recipient, recipient):
            return False
        self.seen += 1
        if self.seen % self.every != self.nth % self.every or self.used >= self.times:
            return False
        self.used += 1
        return True

    @property
    def takes_message(self):
        return self.reply[:1] not in ("4", "5") if self.takes is None else self.takes


NOTHING_SPECIAL = Rule("DOT")


class Script:
    """The rules in force; `look` reads them again when the file was replaced."""

    def __init__(self, path):
        self.path, self.read_from, self.rules, self.given_at = path, None, [], 0.0

    def look(self) -> bool:
        """Tell whether there are new rules."""
        file = os.stat(self.path)
        if self.read_from == (file.st_ino, file.st_mtime_ns):
            return False
        with open(self.path) as content:
            self.rules = [Rule(**rule) for rule in json.load(content)]
        self.read_from, self.given_at = (file.st_ino, file.st_mtime_ns), time.time()
        return True

    def rule_for(self, step, recipient="") -> Rule:
        """Return the first rule that fits, or one that changes nothing."""
        age = time.time() - self.given_at
        return next((rule for rule in self.rules if rule.fits(step, recipient, age)), NOTHING_SPECIAL)
