"""The letter as a `mailto:` address: a mail program that reads it back gets the letter, one recipient, nothing else."""

import re
from urllib.parse import unquote, urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from candidates.tests.badinput import naughty
from followups.letters.documents.mailto import LONGEST, mailto_of, plain_text
from followups.letters.documents.tests.letters import ON, by_post, written
from workforce.text import legible, legible_line

# What RFC 6068 lets stand in such an address.
ENCODED = re.compile(r"mailto:[A-Za-z0-9\-._~%!$*(),:@?=&]*")
anything = st.text(st.characters(categories=None), max_size=60)


def read(address):
    """Return recipient and fields as a mail program reads them."""
    assert ENCODED.fullmatch(address)
    parts = urlsplit(address)
    fields = [field.split("=") for field in parts.query.split("&") if field]
    return unquote(parts.path, errors="strict"), {name: unquote(value, errors="strict") for name, value in fields}


def test_a_mail_program_gets_recipient_subject_and_the_whole_letter():
    to, fields = read(mailto_of(written()))

    assert (to, fields["subject"]) == ("pat@example.com", "Thank you for your time on Monday")
    assert fields["body"].split("\r\n") == [
        *("Dear Pat O’Hara,", "", "Thank you for showing me the kitchen.", ""),
        *("I would be glad to start on Monday.", "", "Sincerely,", "Nguyễn Thị Ánh"),
    ]


def test_what_ends_a_field_elsewhere_stands_as_it_was_typed():
    said = "1+1=2 & 100 % sure? #1; a/b"

    _to, fields = read(mailto_of(written(subject=said, text=said, seeker=said)))

    assert fields == {"subject": said, "body": f"Dear Pat O’Hara,\r\n\r\n{said}\r\n\r\nSincerely,\r\n{said}"}


def test_a_blank_is_never_a_plus():
    address = mailto_of(written(subject="a b"))

    assert "subject=a%20b" in address
    assert "+" not in address


@pytest.mark.parametrize(
    ("typed", "to"),
    [
        ("", ""),
        ("o'hara+jobs@example.com", "o'hara+jobs@example.com"),
        ("a&b=c?d#e@example.com", "a&b=c?d#e@example.com"),
        ("pat@example.com?bcc=all@exfil.test", ""),
        ("pat@example.com,all@exfil.test", ""),
        ("pat@example.com\r\nBcc: all@exfil.test", ""),
        ("pat@example.com%0D%0ABcc:all@exfil.test", ""),
    ],
)
def test_a_mail_goes_to_one_address_or_to_none_yet(typed, to):
    recipient, fields = read(mailto_of(written(to_email=typed)))

    assert recipient == to
    assert set(fields) == {"subject", "body"}


def test_without_a_subject_there_is_none():
    assert set(read(mailto_of(written(subject="")))[1]) == {"body"}


def test_a_letter_too_long_for_windows_is_copied_by_hand():
    short = written(text="a")
    room = LONGEST - len(mailto_of(short))

    assert len(mailto_of(written(text="a" * (1 + room)))) == LONGEST
    assert mailto_of(written(text="a" * (2 + room))) == ""


def test_recipient_and_subject_go_without_the_text_however_long_it_is():
    to, fields = read(mailto_of(written(text="a" * 9_000), with_text=False))

    assert (to, fields) == ("pat@example.com", {"subject": "Thank you for your time on Monday"})


def test_a_letter_by_post_is_copied_with_addresses_and_day():
    assert plain_text(by_post(), ON).split("\n\n") == [
        "Nguyễn Thị Ánh\n12 Elm St\nPasadena, TX 77506",
        "November 23, 2026",
        "Pat O’Hara\nGulf Grill & Sons\n500 Bay Rd\nHouston, TX 77002",
        "Dear Pat O’Hara,",
        *written().text.split("\n\n"),
        "Sincerely,\nNguyễn Thị Ánh",
    ]


def test_the_employer_is_named_once_in_an_address_that_begins_with_it():
    letter = by_post(to_address="GULF GRILL AND SONS\n500 Bay Rd")

    assert "Pat O’Hara\nGULF GRILL AND SONS\n500 Bay Rd\n\n" in plain_text(letter, ON)


@pytest.mark.parametrize("letter", [written(), by_post(kind="card")], ids=["e-mail", "card"])
def test_an_e_mail_and_a_card_begin_with_the_greeting(letter):
    assert plain_text(letter, ON).startswith("Dear Pat O’Hara,\n\n")


@settings(deadline=None)
@given(seeker=anything, greeting=anything, subject=anything, text=anything, to_email=anything)
def test_whatever_is_typed_comes_back_and_forges_nothing(seeker, greeting, subject, text, to_email):
    letter = written(seeker=seeker, greeting=greeting, subject=subject, text=text, to_email=to_email)

    to, fields = read(mailto_of(letter) or mailto_of(letter, with_text=False))

    assert set(fields) <= {"subject", "body"}
    assert not re.search(r"[\r\n]", to + fields.get("subject", ""))
    assert fields.get("subject", "").split() == legible(subject).split()
    assert fields.get("body", plain_text(letter, ON)).replace("\r\n", "\n") == plain_text(letter, ON)


@pytest.mark.parametrize("name", naughty())
def test_a_strange_text_comes_back_as_it_can_be_shown(name):
    said = naughty()[name][:150]
    letter = written(seeker=said, subject=said, greeting=f"Dear {said},", text=said, employer=said)

    _to, fields = read(mailto_of(letter) or mailto_of(letter, with_text=False))

    assert set(fields) <= {"subject", "body"}
    assert fields.get("subject", "").split() == legible(said).split()
    shown = f"{legible_line(f'Dear {said},')} {legible(said)} Sincerely, {legible(said)}"
    assert plain_text(letter, ON).split() == shown.split()
