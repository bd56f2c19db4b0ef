"""A letter in memory alone, of whatever text, and what the documents made of it say."""

import datetime

from accounts.models import Office
from candidates.models import Candidate, Employer, Interview
from followups.models import FollowUp, Letter

ON = datetime.date(2026, 11, 23)
WRITTEN_AT = datetime.datetime(2026, 11, 23, 15, 30, tzinfo=datetime.UTC)
TEXT = "Thank you for showing me the kitchen.\n\nI would be glad to start on Monday."


def written(seeker="Nguyễn Thị Ánh", employer="Gulf Grill & Sons", **facts):
    """A letter by e-mail to Pat O’Hara that no database knows."""
    office = Office(name="Pasadena", postal_address="1 Main St")
    interview = Interview(
        candidate=Candidate(full_name=seeker, office=office), employer=Employer(name=employer), office=office
    )
    facts = {
        **{"kind": "strategic", "way": "email", "to_name": "Pat O’Hara", "to_email": "pat@example.com"},
        **{"greeting": "Dear Pat O’Hara,", "subject": "Thank you for your time on Monday", "text": TEXT},
        **{"begun_at": WRITTEN_AT, "saved_at": WRITTEN_AT, **facts},
    }
    return Letter(follow_up=FollowUp(interview=interview), **facts)


def by_post(**facts):
    """The same, by post, with both addresses."""
    addresses = {"to_address": "500 Bay Rd\nHouston, TX 77002", "return_address": "12 Elm St\nPasadena, TX 77506"}
    return written(**{"way": "post", **addresses, **facts})
