import pytest

from followups.letters.checks.sentences import sentences_of, words_of


def cut(text):
    return [sentence.text for sentence in sentences_of(text)]


@pytest.mark.parametrize(
    "text",
    [
        "I met Mr. Garcia and Ms. O’Brien.",
        "Thank you, Dr. Tran.",
        "I can start at 6 a.m. on any day.",
        "I worked for the U.S. Postal Service.",
        "M&M Plumbing, Inc. has a good name.",
        "The shop on Main St. is close to my home.",
        "I met J. Smith there.",
        "You pay for 3.5 hours of training.",
        "I liked the tour ... and the bakery.",
        "I liked the tour… and the bakery.",
        "Bay No. 4 was the busiest.",
        "The St. Joseph clinic is known to me.",
        "Write to me at anh.tran@example.com today.",
        "It holds 2.000 parts, e.g. Valves and pipes.",
    ],
)
def test_a_sentence_is_left_whole(text):
    assert cut(text) == [text]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Thank you. I liked it.", ["Thank you.", "I liked it."]),
        ("Did you say ten? I can!", ["Did you say ten?", "I can!"]),
        ("I can start at 6 a.m. You told me so.", ["I can start at 6 a.m.", "You told me so."]),
        ("I like the U.S. The work is good.", ["I like the U.S.", "The work is good."]),
        ("It is my friend and I. We both cook.", ["It is my friend and I.", "We both cook."]),
        ("I said no. I was wrong.", ["I said no.", "I was wrong."]),
        ("Wait... There is more.", ["Wait...", "There is more."]),
        ("You said “come back.” I did.", ["You said “come back.”", "I did."]),
        ("I left in 2019. Then I cooked.", ["I left in 2019.", "Then I cooked."]),
        ("Without an end\n\nAnother paragraph", ["Without an end", "Another paragraph"]),
        ("One line\nand its rest.", ["One line\nand its rest."]),
        ("It was great!!! Thank you.", ["It was great!!!", "Thank you."]),
    ],
)
def test_sentences_are_cut_apart(text, parts):
    assert cut(text) == parts


def test_nothing_gives_no_sentence():
    assert cut(" \n\n \n") == []


def test_a_sentence_knows_its_place():
    text = "  First one.\n\n  Second Ánh one.  "

    assert [text[sentence.start : sentence.end] for sentence in sentences_of(text)] == cut(text)


def test_a_word_knows_its_place_and_how_it_is_compared():
    [first, second, _word, last] = words_of("O’Brien’s H & Núñez", start=100)

    assert (first.key, first.bare, first.start) == ("obriens", "obrien", 100)
    assert (second.key, _word.key, last.key) == ("h", "and", "nunez")
