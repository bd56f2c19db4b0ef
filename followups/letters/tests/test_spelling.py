import pytest

from followups.letters.checks.spelling import edits, is_near


@pytest.mark.parametrize(
    ("one", "other", "count"),
    [
        ("garcia", "garcia", 0),
        ("garsia", "garcia", 1),
        ("nugyen", "nguyen", 1),
        ("gracia", "garcia", 1),
        ("jonson", "johnson", 1),
        ("johnsson", "johnson", 1),
        ("wendt", "want", 2),
        ("abcdef", "badcfe", 3),
        ("gulfgrillandsons", "golfgrilandson", 3),
        ("short", "much longer", 4),
        ("", "abc", 3),
        ("kitten", "sitting", 3),
        ("abcdefgh", "hgfedcba", 4),
    ],
)
def test_slips_are_counted_up_to_a_limit(one, other, count):
    assert edits(one, other, 3) == edits(other, one, 3) == count


@pytest.mark.parametrize(("most", "near"), [(0, False), (1, False), (2, True)])
def test_near_is_within_the_limit(most, near):
    assert is_near("garza", "garcia", most) is near


def test_the_same_word_is_not_near():
    assert not is_near("garcia", "garcia", 2)
