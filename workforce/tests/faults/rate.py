"""How fast mails go out before a fault and after it, by the mail server's own log.

The mail server takes its time over each mail (`SLOWLY`), at a different step each time. So what is measured is whether
both children of the worker send all the time, not how busy this machine is; and a fault hits a mail at any step.
"""

from workforce.tests.processes import wait_for

DELAY = 0.03
SLOWLY = [{"step": step, "every": 3, "nth": nth, "delay": DELAY} for nth, step in enumerate(("RCPT", "DATA", "DOT"))]
# Seconds over which mails are counted, long enough for some hundred of them.
WINDOW = 3
SETTLES = 2
BACK = 0.8
# More than one child claims at once, so that there is work for both.
ENOUGH = 1100


class Pace:
    """The rate of mails while all is well; `wait_until_back` waits until it is reached again.

    Make ENOUGH mails due and let a worker send them, with the mail server answering by SLOWLY.
    """

    def __init__(self, desk):
        self.desk = desk
        self.before = self.best_since(desk.taken(), lambda seconds, _rate: seconds >= WINDOW + SETTLES)

    def wait_until_back(self) -> str:
        """Make enough due again, wait until 80 % of the first rate is reached; return what was reached, in words."""
        self.desk.mail.answer_by(*SLOWLY)
        self.desk.make_due(ENOUGH)
        after = self.best_since(self.desk.taken(), lambda _seconds, rate: rate >= BACK * self.before)
        return f"back to {min(after / self.before, 1):.0%}"

    def best_since(self, start, is_enough) -> float:
        """Return the highest rate in any window since mail number `start`, as soon as `is_enough(seconds, rate)`."""

        def measure():
            moments = [line["at"] for line in self.desk.mail.taken()[start:]]
            if not moments:
                return 0
            best = highest(moments)
            return best if is_enough(moments[-1] - moments[0], best) else 0

        return wait_for(measure, "mails go out as fast as before", seconds=90)


def highest(moments) -> float:
    """Return the most mails a second in any window of these moments, which are in order."""
    best = first = 0
    for last, moment in enumerate(moments):
        while moment - moments[first] > WINDOW:
            first += 1
        best = max(best, last - first + 1)
    return best / WINDOW
