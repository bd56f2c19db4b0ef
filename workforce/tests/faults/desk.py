"""The product as a fault test drives it: its programs, its mail server, and what became of the mails."""

import datetime
import os
from pathlib import Path

from django.db.models import Exists, F, OuterRef

from followups.models import Claim, Delivery, Nudge
from followups.nudges import settle
from followups.nudges.claim import LEASE
from followups.nudges.clock import database_now
from workforce.tests.faults import ledger, supply
from workforce.tests.faults.rate import Pace
from workforce.tests.processes import wait_for

# A batch of which no mail went out for so long is in the hands of a dead process.
IDLE = datetime.timedelta(seconds=5)
LONGEST = 180
# Those of a worker that send, by docker-compose.yml.
CHILDREN = 2
PORTION = 120


class Desk:
    """What a fault test has in its hands; see the package's docstring."""

    def __init__(self, mail, processes):
        self.mail, self.processes = mail, processes

    # Programs

    def start_worker(self, **variables):
        """Start a worker by the command of docker-compose.yml, with two children and a tick of one second."""
        worker = self.processes.start("worker", TICK_SECONDS="1", **variables)
        wait_for(lambda: "ready." in self.processes.log(worker), "the worker is ready", seconds=LONGEST)
        return worker

    def start_beat(self, **variables):
        """Start a beat that ticks each second."""
        return self.processes.start("beat", TICK_SECONDS="1", **variables)

    def kill(self, process):
        """`kill -9` a program with all that it started, and let its leases run out."""
        self.processes.kill(process)
        self.bury()

    def beat_and_worker(self):
        """Start both; return the worker."""
        self.start_beat()
        return self.start_worker()

    def children_of(self, process) -> list[int]:
        """Return the processes that a program has started, such as those of a worker that send."""
        listed = Path(f"/proc/{process.pid}/task/{process.pid}/children")
        return [int(pid) for pid in listed.read_text().split()]

    def signal_all(self, process, number):
        """Send a signal to a program and all that it started: SIGSTOP freezes it, SIGCONT lets it go on."""
        os.killpg(process.pid, number)

    # Time

    def bury(self, idle=datetime.timedelta()):
        """Let the leases run out, eight minutes that nobody waits for here: of all batches that sent nothing lately."""
        now = database_now()
        open_ones = Claim.objects.filter(finished_at=None, claimed_at__lte=now - idle)
        lately = Delivery.objects.filter(claim=OuterRef("pk"), sending_at__gt=now - idle)
        open_ones.exclude(Exists(lately)).update(lease_until=F("claimed_at") - LEASE)

    # Mails

    def make_due(self, number):
        """Make this many seekers with one reminder due each."""
        supply.make_due(number)

    def keep_busy(self):
        """Make some more due when a child of the worker has nothing in hand and nothing waits for it."""
        # A process that was killed in the middle of its claim may leave one behind when the database is through.
        self.bury(idle=IDLE)
        in_hand = Claim.objects.filter(finished_at=None).count()
        if in_hand < CHILDREN and not self.due().filter(state=Nudge.State.PLANNED).exists():
            self.make_due(PORTION)

    def taken(self) -> int:
        """Return how many mails the server has accepted so far."""
        return len(self.mail.taken())

    def wait_for_mails(self, number, *, idle=IDLE):
        """Wait until the server has accepted this many more; leases of the dead run out meanwhile."""
        goal = self.taken() + number

        def went_out():
            self.bury(idle=idle)
            return self.taken() >= goal

        wait_for(went_out, f"{number} more mails went out", seconds=LONGEST)

    def due(self):
        return Nudge.objects.mails().filter(try_at__lte=database_now())

    def left(self) -> int:
        """Return how many mails that are due are in no final state yet."""
        return self.due().filter(state__in=ledger.NOT_FINAL).count()

    def finish(self, seconds=LONGEST):
        """Wait until nothing that is due is left, nor in anybody's hands; leases of the dead run out meanwhile."""

        def nothing_is_left():
            self.bury(idle=IDLE)
            return not self.left() and not Delivery.objects.filter(state__in=settle.IN_HAND).exists()

        wait_for(nothing_is_left, "all that was due is settled", seconds=seconds)

    def reconcile(self, *, most_unknown=0) -> ledger.Numbers:
        """Compare the server's log with the ledger, assert the promise, return the numbers."""
        numbers = ledger.reconcile(self.mail.taken())
        ledger.assert_promise(numbers, most_unknown=most_unknown)
        return numbers

    # Rate

    def pace(self) -> Pace:
        """Measure how fast mails go out while all is well; see `Pace`."""
        return Pace(self)
