"""The bytes of a mail: what mail programs and servers read in them, and what never gets into a header."""

import email
from email import policy
from email.header import decode_header, make_header
from email.utils import getaddresses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workforce.mail import CannotBuild, Mail, header, mailbox, subject_line

HEADERS = {"Subject": "Hello", "Message-ID": "<7f-3@desk.example.org>"}


def read(text="Hello\n", html="<p>Hello</p>\n", **headers):
    sent = Mail(headers=HEADERS | headers, text=text, html=html).as_bytes()
    return email.message_from_bytes(sent, policy=policy.SMTP)


def header_of(mail, name):
    """A header as it stands in the message, unfolded."""
    return next(value for key, value in mail.raw_items() if key == name).replace("\r\n", "").strip()


def decoded(text):
    return str(make_header(decode_header(text)))


def body_of(mail, kind="plain"):
    return mail.get_body((kind,)).get_content().replace("\r\n", "\n")


@pytest.mark.parametrize(
    "text",
    [
        "Chào Ánh\n",
        ".\n..\n",
        "a=b=C3=81\n",
        "trailing blank \nand tab\t\n",
        "From here\n",
        "x" * 3000 + "\n",
        "--=_7f3\n",
        "😀\n",
    ],
)
def test_what_was_written_is_what_is_read(text):
    mail = read(text=text, html=f"<p>{text}</p>\n")

    assert body_of(mail) == text
    assert body_of(mail, "html") == f"<p>{text}</p>\n"


@given(st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), max_size=300))
def test_any_line_survives_the_way(text):
    assert body_of(read(text=f"{text}\n")) == f"{text}\n"


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=300))
def test_the_wire_holds_seven_bits_short_lines_and_whole_line_ends(text):
    sent = Mail(headers=HEADERS, text=text, html=text).as_bytes()

    assert sent.isascii()
    assert max(map(len, sent.split(b"\r\n"))) <= 78
    assert sent.replace(b"\r\n", b"").count(b"\r") == sent.replace(b"\r\n", b"").count(b"\n") == 0


@given(st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp", "Cf"]), min_size=1, max_size=80))
def test_any_name_and_subject_are_read_as_they_are(text):
    text = " ".join(text.split()) or "x"

    mail = read(Subject=subject_line(text), To=mailbox(text, "anh@example.com"))

    assert mail["Subject"] == text
    [(name, address)] = getaddresses([header_of(mail, "To")])
    assert (decoded(name), address) == (text, "anh@example.com")


@pytest.mark.parametrize("value", ["a\nBcc: x@example.org", "a\r\n\r\nhello", "a\rb", "a\x00", "a\u2028b"])
def test_no_header_holds_a_line_break(value):
    with pytest.raises(CannotBuild, match="The header Subject"):
        header("Subject", value)


def test_a_long_header_is_folded_where_a_word_begins_and_loses_no_blank():
    lines = header("Subject", "one  two " * 20).split("\r\n")

    assert max(map(len, lines)) <= 76
    assert all(line.startswith(" ") for line in lines[1:])
    assert "".join(lines) == "Subject: " + ("one  two " * 20).strip()


def test_a_word_that_is_longer_than_a_line_stays_on_the_line_of_its_name():
    assert header("List-Unsubscribe", "<https://" + "x" * 200 + ">").count("\r\n") == 0


@pytest.mark.parametrize("parts", [{"text": "\ud800"}, {"html": "\udfff"}, {"Subject": "Ánh"}])
def test_what_cannot_be_written_fails_alone(parts):
    with pytest.raises(CannotBuild, match="cannot be written"):
        read(**parts)


def test_reading_it_back_changes_nothing():
    mail = Mail(headers=HEADERS | {"Subject": subject_line("Ánh, " * 30)}, text="Chào\n", html="<p>Chào</p>\n")

    assert mail.message().as_bytes().replace(b"\n", b"\r\n") == mail.as_bytes()
