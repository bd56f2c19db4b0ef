import pytest

from followups.models.rates import Change, Rate, difference, wilson

# Newcombe (1998), Two-sided confidence intervals for the single proportion, table I, method 3.
PUBLISHED = [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0000, 0.1611), (1, 29, 0.0061, 0.1718)]
# Newcombe (1998), Interval estimation for the difference between independent proportions, table II, method 10.
DIFFERENCES = [(56, 70, 48, 80, 0.0524, 0.3339), (9, 10, 3, 10, 0.1705, 0.8090), (5, 56, 0, 29, -0.0381, 0.1926)]


@pytest.mark.parametrize(("done", "n", "low", "high"), PUBLISHED)
def test_the_interval_is_the_published_one(done, n, low, high):
    assert wilson(done, n) == pytest.approx((low, high), abs=5e-5)


@pytest.mark.parametrize("done", range(13))
def test_the_limits_solve_the_equation_that_defines_them(done):
    n, z = 12, 1.959963984540054

    for limit in wilson(done, n):
        assert (done / n - limit) ** 2 == pytest.approx(z**2 * limit * (1 - limit) / n, abs=1e-12)


def test_without_interviews_there_is_no_share_and_anything_is_possible():
    assert Rate(0, 0).share is None
    assert Rate(0, 0).percent is None
    assert Rate(0, 0).interval == (0, 1)


def test_half_a_percent_is_rounded_up():
    assert Rate(1, 8).percent == 13
    assert Rate(5, 8).percent == 63


def test_fewer_than_ten_interviews_are_few():
    assert Rate(9, 9).is_few
    assert not Rate(9, 10).is_few


@pytest.mark.parametrize(("one", "n", "other", "m", "low", "high"), DIFFERENCES)
def test_the_interval_of_a_difference_is_the_published_one(one, n, other, m, low, high):
    assert difference(Rate(one, n), Rate(other, m)) == pytest.approx((low, high), abs=5e-5)


def test_a_change_is_the_difference_of_the_percentages_that_are_shown():
    change = Change(Rate(56, 70), Rate(48, 80))

    assert (change.points, change.distance) == (20, 20)
    assert not change.may_be_chance


def test_a_small_change_may_be_chance():
    assert Change(Rate(50, 100), Rate(53, 100)).may_be_chance


def test_a_change_is_not_told_when_either_side_has_few_interviews():
    assert not Change(Rate(5, 9), Rate(50, 100)).can_be_told
    assert not Change(Rate(50, 100), Rate(5, 9)).can_be_told
    assert Change(Rate(5, 10), Rate(50, 100)).can_be_told
