import sys

from django.core.management.base import BaseCommand

from followups.nudges import invariants
from followups.nudges.clock import database_now


class Command(BaseCommand):
    help = "Check the promise of the nudges in the database; say what is broken and end with 1 if anything is."

    def handle(self, **options):
        broken = invariants.check_and_keep(database_now())
        for sentence in broken:
            self.stderr.write(sentence)
        if broken:
            sys.exit(1)
        self.stdout.write(f"{len(invariants.INVARIANTS)} rules hold.")
