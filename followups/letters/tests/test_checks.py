from collections import Counter

import pytest

from followups.letters.tests.corpus import cases_in

BAD, GOOD = cases_in("bad"), cases_in("good")


@pytest.mark.parametrize("case", BAD, ids=str)
def test_exactly_the_planted_faults_are_found(case):
    assert case.found() == case.faults


@pytest.mark.parametrize("case", GOOD, ids=str)
def test_a_good_letter_raises_nothing(case):
    assert case.found() == case.faults == []


def test_the_corpus_is_large_enough():
    planted = Counter(check for case in BAD for check, _sentence in case.faults)

    assert len(BAD) >= 60
    assert len(GOOD) >= 30
    assert min(planted.values()) >= 5
    assert all(case.faults for case in BAD)
