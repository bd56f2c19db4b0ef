"""The Celery application. Tasks are only told to look; what to send stands in the database."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "workforce.settings")

app = Celery("workforce")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks(["followups.nudges", "followups.bounces"])
