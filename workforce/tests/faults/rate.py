"""How fast mails go out before a fault and after it, by the mail server's own log.

The mail server takes its time over each mail (`SLOWLY`), at a different step each time. So what is measured is whether
both children of the worker send all the time, not how busy this machine is; and a fault hits a mail at any step.
"""

from workforce.tests.processes import wait_for

DELAY = 0.2
SLOWLY = [{"step": step, "every": 3, "nth": nth, "delay": DELAY} for nth, step in enumerate(("RCPT", "DATA", "DOT"))]
# Seconds over which mails are counted: some dozens of them.
WINDOW = 3
SETTLES = 2
BACK = 0.8
# Enough to measure with; in the long suite more than one child claims at once, so that there is work for both.
FEW, ENOUGH = 200, 1_100
LONGEST = 120


class Pace:
    """The rate of mails while all is well; `wait_until_back` waits until it is reached again.

    Make `desk.enough` mails due and let a worker send them, with the mail server answering by SLOWLY.
    """

    def __init__(self, desk):
        self.desk, self.start = desk, desk.taken()
        moments = wait_for(self.steady, "mails go out for some seconds", seconds=LONGEST)
        self.before = sum(moment > moments[-1] - WINDOW for moment in moments) / WINDOW

    def steady(self):
        moments = self.moments()
        return moments if moments and moments[-1] - moments[0] >= WINDOW + SETTLES else None

    def wait_until_back(self) -> str:
        """Keep enough due until 80 % of the first rate is reached; return what was reached, in words."""
        self.desk.mail.answer_by(*SLOWLY)
        self.start = self.desk.taken()
        after = wait_for(self.again, f"mails go out at {BACK * self.before:.0f} a second again", seconds=LONGEST)
        return f"{min(after / self.before, 1):.0%}"

    def again(self):
        if self.desk.left() < self.desk.enough:
            self.desk.make_due(self.desk.enough)
        rate = highest(self.moments())
        return rate if rate >= BACK * self.before else None

    def moments(self) -> list[float]:
        return [line["at"] for line in self.desk.mail.taken()[self.start :]]


def highest(moments) -> float:
    """Return the most mails a second in any window of these moments, which are in order."""
    most = first = 0
    for last, moment in enumerate(moments):
        while moment - moments[first] > WINDOW:
            first += 1
        most = max(most, last - first + 1)
    return most / WINDOW
