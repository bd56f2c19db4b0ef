"""Days as people say them."""

import datetime
from zoneinfo import ZoneInfo

import pytest
from django.forms import DateField
from django.template import Context, Template
from django.utils import formats, timezone, translation
from django.utils.translation import ngettext

from workforce import dates

TODAY = datetime.date(2026, 11, 23)
LATE_IN_HOUSTON = datetime.datetime(2026, 11, 18, 4, 30, tzinfo=datetime.UTC)  # Tuesday 17, 10:30 p.m.


@pytest.fixture(autouse=True)
def houston():
    with timezone.override(ZoneInfo("America/Chicago")), translation.override("en"):
        yield


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (TODAY, "Mon 23 Nov, today"),
        (datetime.date(2026, 11, 22), "Sun 22 Nov, yesterday"),
        (datetime.date(2026, 11, 24), "Tue 24 Nov, tomorrow"),
        (datetime.date(2026, 11, 17), "Tue 17 Nov, 6 days ago"),
        (datetime.date(2026, 11, 26), "Thu 26 Nov, in 3 days"),
        (datetime.date(2026, 8, 3), "Mon 3 Aug, 4 months ago"),
        (datetime.date(2025, 11, 23), "Sun 23 Nov 2025, 12 months ago"),
    ],
)
def test_a_day_is_said_with_its_distance(day, words):
    assert dates.say(day, TODAY) == words


def test_a_moment_belongs_to_the_day_at_the_office():
    assert dates.say(LATE_IN_HOUSTON, TODAY) == "Tue 17 Nov, 6 days ago"
    assert dates.say_moment(LATE_IN_HOUSTON, TODAY) == "Tue 17 Nov, 10:30 p.m."


def test_only_the_weekday_is_said_of_a_day_of_this_week():
    assert dates.say_weekday(datetime.date(2026, 11, 17), TODAY) == "Tue"
    assert dates.say_weekday(datetime.date(2026, 11, 16), TODAY) == "Mon 16 Nov"


def test_the_filter_gives_the_exact_moment_on_hover_and_to_screen_readers():
    written = Template("{% load dates %}{{ when|said:today }}").render(
        Context({"when": LATE_IN_HOUSTON, "today": TODAY})
    )

    assert 'datetime="2026-11-17T22:30-06:00"' in written
    assert 'title="Tuesday 17 November 2026, 10:30 p.m."' in written
    assert '<span class="usa-sr-only">, 10:30 p.m.</span></time>' in written


def test_no_day_is_written_as_nothing():
    assert Template("{% load dates %}{{ when|said:today }}").render(Context({"when": None, "today": TODAY})) == ""


def test_a_sentence_that_ends_with_a_time_of_day_gets_no_second_full_stop():
    assert dates.as_sentence("Sent at 6 p.m.") == "Sent at 6 p.m."
    assert dates.as_sentence("Sent on Tue") == "Sent on Tue."


@pytest.mark.parametrize(
    ("language", "day", "words"),
    [
        ("es", datetime.date(2026, 11, 17), "mar 17 nov, hace 6 días"),
        ("es", datetime.date(2026, 11, 22), "dom 22 nov, ayer"),
        ("es", datetime.date(2026, 10, 23), "vie 23 oct, hace 31 días"),
        ("es", datetime.date(2027, 12, 23), "jue 23 dic 2027, dentro de 13 meses"),
    ],
)
def test_a_day_is_said_in_spanish(language, day, words):
    with translation.override(language):
        assert dates.say(day, TODAY) == words


def test_one_day_and_one_month_have_no_plural_in_spanish():
    with translation.override("es"):
        said = ngettext("%(n)d day ago", "%(n)d days ago", 1), ngettext("in %(n)d month", "in %(n)d months", 1)

    assert said == ("hace %(n)d día", "dentro de %(n)d mes")


def test_days_and_times_are_written_in_spanish_as_in_the_united_states():
    with translation.override("es"):
        exactly, moment = dates.say_exactly(LATE_IN_HOUSTON), dates.say_moment(LATE_IN_HOUSTON, TODAY)
        forms = [dates.say_in_form(TODAY, form) for form in ("month", "short month", "day of the year")]
        read, written = DateField().clean("11/12/2026"), formats.localize_input(TODAY)

    assert (exactly, moment) == ("martes 17 de noviembre de 2026, 10:30 p.m.", "mar 17 nov, 10:30 p.m.")
    assert forms == ["noviembre de 2026", "nov 2026", "23 de noviembre"]
    assert (read, written) == (datetime.date(2026, 11, 12), "2026-11-23")
