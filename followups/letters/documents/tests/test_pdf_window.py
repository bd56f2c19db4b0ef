"""Folded in thirds, the letter shows the recipient's address, and nothing else, in the window of a #10 envelope."""

import pytest

from followups.letters.documents.pdf import envelope_pdf, letter_pdf
from followups.letters.documents.tests.letters import ON, by_post
from followups.letters.documents.tests.printed import pages_of, words_of

# In inches. The sheet's first fold stands on the bottom of an envelope that is 9 1/2 wide and 4 1/8 high.
FOLD = 11 / 3
SLACK_RIGHT, SLACK_UP = 9.5 - 8.5, 4.125 - FOLD
LEFT, TOP, RIGHT, BOTTOM = 0.875, FOLD - 0.5 - 1.125, 0.875 + 4.5, FOLD - 0.5
CLEAR = 0.125
ADDRESSES = {
    "two lines": "500 Bay Rd\nHouston, TX 77002",
    "three lines": "Suite 1200\n500 Bay Rd\nHouston, TX 77002",
    "long lines": "Human Resources, Hiring and Talent Development\n12500 Northwest Freeway, Building C, Suite 1200\n"
    "Houston, TX 77002-1234",
    "a line too long for the window": "Care of the Office for Hiring, Training and Talent of the People of the Coast\n"
    "Houston, TX 77002",
}


def in_window(edges, right=0.0, up=0.0):
    """Tell whether a part of the word is seen when the sheet has moved so far."""
    left, top, far, bottom = edges
    return far + right > LEFT and left + right < RIGHT and bottom - up > TOP and top - up < BOTTOM


@pytest.mark.parametrize("address", ADDRESSES.values(), ids=ADDRESSES)
def test_the_address_stands_clear_of_the_edges_of_the_window(address):
    letter = by_post(to_name="María O’Brien-Núñez", to_address=address)

    seen = [(word, edges) for word, edges in words_of(letter_pdf(letter, ON)) if in_window(edges)]

    assert [word for word, _edges in seen] == f"María O’Brien-Núñez Gulf Grill & Sons {address}".split()
    for _word, (left, top, right, bottom) in seen:
        assert left >= LEFT + CLEAR
        assert right <= RIGHT - SLACK_RIGHT - CLEAR
        assert top >= TOP + CLEAR
        assert bottom <= BOTTOM - CLEAR + 0.01


@pytest.mark.parametrize("right", [0, SLACK_RIGHT])
@pytest.mark.parametrize("up", [0, SLACK_UP])
def test_nothing_but_the_address_shows_wherever_the_sheet_slides(right, up):
    letter = by_post(return_address="Apt 4\n12 Elm St\nPasadena, TX 77506")

    seen = [word for word, edges in words_of(letter_pdf(letter, ON)) if in_window(edges, right, up)]

    assert seen[-4:] == ["Rd", "Houston,", "TX", "77002"]
    assert set(seen) <= set("Pat O’Hara Gulf Grill & Sons 500 Bay Rd Houston, TX 77002".split())


def test_an_address_too_tall_for_the_window_is_printed_as_a_whole():
    lines = [f"Line {number}" for number in range(12)]

    [page] = pages_of(letter_pdf(by_post(to_address="\n".join(lines)), ON))

    assert [line for line in page.split("\n") if line.startswith("Line")] == lines


def test_a_sender_with_a_tall_address_is_printed_above_the_other():
    lines = [f"Line {number}" for number in range(9)]

    words = list(words_of(letter_pdf(by_post(return_address="\n".join(lines)), ON)))

    tops = [top for _word, (_left, top, _right, _bottom) in words]
    assert " ".join(lines) in " ".join(word for word, _edges in words)
    assert tops == sorted(tops)


@pytest.mark.parametrize("address", [*ADDRESSES.values(), "\n".join(["A line"] * 7)], ids=[*ADDRESSES, "tall"])
def test_an_envelope_has_the_address_where_machines_read_it(address):
    words = list(words_of(envelope_pdf(by_post(to_address=address))))

    # The sender stands further to the left.
    edges = [edges for _word, edges in words if edges[0] > 3.5]
    assert len(edges) == len(f"Pat O’Hara Gulf Grill & Sons {address}".split())
    assert min(left for left, _top, _right, _bottom in edges) >= 0.5
    assert max(right for _left, _top, right, _bottom in edges) <= 9
    assert min(top for _left, top, _right, _bottom in edges) >= 4.125 - 2.75
    assert max(bottom for _left, _top, _right, bottom in edges) <= 4.125 - 0.625
