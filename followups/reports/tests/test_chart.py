import datetime
from types import SimpleNamespace

import pytest

from followups.models.rates import Rate
from followups.reports.chart import BOTTOM, LEFT, RIGHT, TOP, draw
from followups.reports.periods import Period
from followups.reports.report import Point, Reference

NOBODY_ASKED = Rate(0, 0)
WEEK = Period(datetime.date(2026, 11, 16), datetime.date(2026, 11, 22))


def drawn(*rates, open_at_end=0, asked=NOBODY_ASKED):
    points = [Point(WEEK, Rate(*rate), 0) for rate in rates[:-1]] + [Point(WEEK, Rate(*rates[-1]), open_at_end)]
    return draw(SimpleNamespace(trend=tuple(points), reference=Reference(asked)))


def test_no_share_lies_on_the_axis_and_a_full_one_at_the_top():
    chart = drawn((0, 20), (20, 20))

    assert [mark.y for mark in chart.marks] == [BOTTOM, TOP]


def test_the_line_breaks_where_there_is_nothing_to_count():
    chart = drawn((5, 10), (6, 10), (0, 0), (7, 10), (8, 10), (9, 10))

    assert [len(line.split()) for line in chart.lines] == [2, 3]
    assert chart.marks[2].y is None


def test_a_lone_point_has_no_line_but_shows_its_interval():
    chart = drawn((0, 0), (5, 10), (0, 0))

    assert chart.lines == ()
    assert len(chart.areas) == 1


def test_what_is_too_early_to_count_is_set_apart():
    assert drawn((5, 10), (6, 10)).open_from is None
    assert LEFT < float(drawn((5, 10), (6, 10), open_at_end=3).open_from) < RIGHT


def test_the_line_to_a_point_that_is_too_early_to_count_is_a_stretch_of_its_own():
    chart = drawn((5, 10), (6, 10), (7, 10), open_at_end=3)

    [settled], [still_open] = chart.lines, chart.open_lines
    assert [len(settled.split()), len(still_open.split())] == [2, 2]
    assert settled.split()[-1] == still_open.split()[0]


def test_a_line_between_settled_points_is_never_dashed():
    assert drawn((5, 10), (6, 10), (7, 10)).open_lines == ()


@pytest.mark.parametrize(("asked", "share"), [(Rate(30, 99), 0.1), (Rate(31, 100), 0.31)])
def test_the_reference_is_measured_once_100_were_asked(asked, share):
    y = float(drawn((5, 10), asked=asked).reference_y)

    assert y == pytest.approx(BOTTOM - share * (BOTTOM - TOP), abs=0.1)


@pytest.mark.parametrize("number", [1, 7, 13, 36, 60])
def test_at_most_seven_points_are_labelled_and_the_last_is(number):
    labelled = [mark.is_labelled for mark in drawn(*[(5, 10)] * number).marks]

    assert sum(labelled) <= 7
    assert labelled[-1]


def test_coordinates_are_written_with_a_point_in_every_language(settings):
    settings.LANGUAGE_CODE = "es"
    chart = drawn((1, 3), (2, 3))

    assert chart.lines[0].count(",") == 2
