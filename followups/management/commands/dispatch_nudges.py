from django.core.management.base import BaseCommand

from followups.nudges import dispatch, guard
from followups.nudges.clock import DatabaseClock, database_now


class Command(BaseCommand):
    help = "Send all nudges that are due, without Celery. May run beside the worker and from any timer."

    def handle(self, **options):
        guard.check_clocks(database_now())
        for result in dispatch.run_until_done(DatabaseClock()):
            self.stdout.write(str(result))
        self.stdout.write(f"closed without an answer: {dispatch.close_missed(database_now())}")
