from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from followups.bounces import reading
from followups.nudges.clock import database_now


class Command(BaseCommand):
    help = "Read the mailbox that BOUNCE_IMAP_URL names, act on what came back, and say how much of each kind it was."

    def handle(self, **options):
        if not settings.BOUNCE_IMAP:
            raise CommandError("Set BOUNCE_IMAP_URL to the mailbox for bounces; it is not set.", returncode=2)
        try:
            fates = reading.read_mailbox(settings.BOUNCE_IMAP, database_now)
        except reading.CannotRead as reason:
            raise CommandError(f"The mailbox was not read: {reason}.", returncode=1) from None
        self.stdout.write(reading.in_words(fates))
