"""Fills an empty desk with demonstration data."""

import logging

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from workforce.demo.data.load import load


class Command(BaseCommand):
    help = "Loads a made-up region: 31 offices, some 400 job seekers, three months of interviews. Needs an empty desk."

    def handle(self, **options):
        if get_user_model().objects.exists():
            raise CommandError("There is data already: the demonstration needs an empty desk.", returncode=2)
        # The mails that the past's mail server refused are part of the story, not news.
        logging.disable(logging.WARNING)
        try:
            load(timezone.now())
        finally:
            logging.disable(logging.NOTSET)
        self.stdout.write("Demonstration data is loaded.")
