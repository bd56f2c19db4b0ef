"""A clock for tests of the dispatcher."""

import datetime


class Clock:
    """A clock that stands where a test puts it."""

    def __init__(self, at):
        self.at = at

    def __call__(self):
        return self.at

    def forward(self, **duration):
        self.at += datetime.timedelta(**duration)
