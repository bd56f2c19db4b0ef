"""How fast mails go out before a fault and after it, by the mail server's own log.

The mail server takes its time over each mail (`SLOWLY`), at a different step each time. So what is measured is whether
both children of the worker send all the time, not how busy this machine is; and a fault hits a mail at any step.
"""

from workforce.tests.processes import wait_for


def delays(seconds):
    """Return a script that takes so long over each mail, at a different step each time."""
    return [
        {"step": step, "every": 3, "nth": nth, "delay": seconds} for nth, step in enumerate(("RCPT", "DATA", "DOT"))
    ]


SLOWLY, QUICKLY = delays(0.2), delays(0.02)
# Seconds over which mails are counted: some dozens of them.
WINDOW = 3
SETTLES = 2
BACK = 0.8
LONGEST = 120


class Pace:
    """The rate of mails while all is well; `wait_until_back` waits until it is reached again.

    A worker and a beat run; the mail server answers SLOWLY until the rate is known, then at once.
    """

    def __init__(self, desk):
        self.desk = desk
        moments = self.watch(lambda moments: moments and moments[-1] - moments[0] >= WINDOW + SETTLES)
        self.before = sum(moment > moments[-1] - WINDOW for moment in moments) / WINDOW

    def wait_until_back(self) -> str:
        """Wait until 80 % of the first rate is reached; return what it was in words."""
        moments = self.watch(lambda moments: highest(moments) >= BACK * self.before)
        return f"{min(highest(moments) / self.before, 1):.0%}"

    def watch(self, is_enough) -> list[float]:
        """Keep both children of the worker busy; return the moments of the mails once they are enough."""
        start = self.desk.taken()
        self.desk.mail.answer_by(*SLOWLY)

        def look():
            self.desk.keep_busy()
            moments = [line["at"] for line in self.desk.mail.taken()[start:]]
            return moments if is_enough(moments) else None

        moments = wait_for(look, "mails go out at the rate that is wanted", seconds=LONGEST)
        self.desk.mail.answer_by()
        return moments


def highest(moments) -> float:
    """Return the most mails a second in any window of these moments, which are in order."""
    most = first = 0
    for last, moment in enumerate(moments):
        while moment - moments[first] > WINDOW:
            first += 1
        most = max(most, last - first + 1)
    return most / WINDOW
