"""Sessions of staff, in the database: idle ones end by themselves, and reading a page rarely writes."""

import datetime

from django.contrib.sessions.backends import db
from django.utils import timezone

# Each use begins the idle time anew; writing that down once a minute is enough.
WRITTEN_EVERY = datetime.timedelta(minutes=1)
LONGEST = datetime.timedelta(hours=12)


class SessionStore(db.SessionStore):
    """A session that ends SESSION_COOKIE_AGE after its last use, give or take a minute, and knows when it began."""

    def load(self):
        row = self._get_session_from_db()
        if not row:
            return {}
        idle_ends = timezone.now() + datetime.timedelta(seconds=self.get_session_cookie_age())
        if idle_ends - row.expire_date > WRITTEN_EVERY:
            self.modified = True
        return self.decode(row.session_data)

    def cycle_key(self):
        """Change the id, as sign-in does: from here the session is somebody's."""
        super().cycle_key()
        self["began_at"] = timezone.now().timestamp()

    def is_over(self, at: datetime.datetime) -> bool:
        """Tell whether somebody signed in so long ago that they must do it again."""
        began_at = self.setdefault("began_at", at.timestamp())
        return at.timestamp() - began_at > LONGEST.total_seconds()
