"""What a browser sends from the page that logs an interview."""

import datetime

from django.utils import timezone

URL = "/interviews/add/"
GRILL = 'H&B "Gulf" Grill'


def day(ago):
    """Return the day so many days ago at the office."""
    return timezone.localdate() - datetime.timedelta(days=ago)


def filled(seeker="", **changes):
    """Return the page as sent for an interview of three days ago; `changes` overwrite fields, `__` stands for `-`."""
    page = {
        "seeker": seeker,
        "candidate": "",
        "new-language": "en",
        "new-agreed_on": day(0).isoformat(),
        "employer_name": GRILL,
        "city": "Pasadena",
        "job_title": "Line cook",
        "day": day(3).isoformat(),
        "time": "10:00",
        "interest": "not_asked",
        "asked": "not_asked",
        "look_on": day(-2).isoformat(),
        "outcome": "",
        "people-TOTAL_FORMS": "2",
        "people-INITIAL_FORMS": "0",
        "people-0-role": "interviewer",
        "people-1-role": "interviewer",
    }
    return page | {name.replace("__", "-"): value for name, value in changes.items()}
