"""A SQLite database of a test's own, on a disk that is full whenever the test says so."""

import contextlib
import shutil

from django.core.management import call_command
from django.db import connections
from django.db.backends.sqlite3.base import DatabaseWrapper

NO_LIMIT = 1_000_000_000


class SmallDisk:
    """`with SmallDisk(folder) as disk`: Django's database is a SQLite file; `fill` and `free` say how full its disk is.

    SQLite itself refuses each page beyond a limit, wherever in a statement it needs one: "database or disk is full".
    """

    def __init__(self, folder):
        self.path = folder / "desk.sqlite3"
        self.before = connections["default"]
        pragmas = "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF; PRAGMA foreign_keys=ON"
        options = {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": pragmas}
        settings = {"ENGINE": "django.db.backends.sqlite3", "NAME": str(self.path), "OPTIONS": options}
        self.wrapper = DatabaseWrapper({**self.before.settings_dict, **settings}, "default")

    def __enter__(self):
        connections["default"] = self.wrapper
        call_command("migrate", verbosity=0)
        return self

    def __exit__(self, *_):
        self.wrapper.close()
        connections["default"] = self.before

    def fill(self, pages_left):
        """Let the file grow by so many pages and no more."""
        self.pragma(f"max_page_count = {self.pragma('page_count') + pages_left}")

    def free(self):
        """Make room again."""
        self.pragma(f"max_page_count = {NO_LIMIT}")

    def pragma(self, words):
        with self.wrapper.cursor() as cursor:
            cursor.execute(f"PRAGMA {words}")
            return cursor.fetchone()[0]

    def keep(self):
        """Keep what is in it now, without a free page, for `bring_back`."""
        with self.wrapper.cursor() as cursor:
            cursor.execute("VACUUM")
        self.wrapper.close()
        shutil.copy(self.path, f"{self.path}.kept")

    def bring_back(self):
        """Put back what was kept."""
        self.wrapper.close()
        for suffix in ("-wal", "-shm", ".beat"):
            with contextlib.suppress(FileNotFoundError):
                self.path.with_name(f"{self.path.name}{suffix}").unlink()
        shutil.copyfile(f"{self.path}.kept", self.path)
