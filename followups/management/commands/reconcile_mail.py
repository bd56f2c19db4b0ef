import sys

from django.core.management.base import BaseCommand, CommandError

from followups.bounces import relay_log
from followups.nudges.clock import database_now


class Command(BaseCommand):
    help = "Settle by a relay's log the mails of which nobody knows whether they were handed over. Sends nothing."

    def add_arguments(self, parser):
        parser.add_argument("--log", required=True, metavar="FILE", help="the log, plain or .gz; - is standard input")
        parser.add_argument("--dry-run", action="store_true", help="say what would be settled and change nothing")

    def handle(self, *, log, dry_run, **options):
        try:
            if log == "-":
                tally = relay_log.reconcile(sys.stdin.buffer, database_now(), dry_run=dry_run)
            else:
                with open(log, "rb") as stream:
                    tally = relay_log.reconcile(stream, database_now(), dry_run=dry_run)
        except relay_log.BadFile as reason:
            raise CommandError(f"{log} was not read: {reason}.", returncode=2) from None
        except OSError as error:
            raise CommandError(f"{log} was not read: {error.strerror}.", returncode=2) from None
        self.stdout.write(str(tally))
