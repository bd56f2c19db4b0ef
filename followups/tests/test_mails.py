"""The mail to a seeker: who it is from, what it says in each language, what can never get into its headers."""

import re
from email.header import decode_header, make_header
from email.utils import getaddresses

import pytest

from followups.nudges import links, mails, schedule, smtp
from followups.tests.builders import MONDAY, days, make_follow_up, make_office_at_all_hours
from followups.tests.mail_building import (
    TUESDAY,
    build,
    html_of,
    make_delivery,
    make_seeker,
    nudges_of,
    text_of,
)

pytestmark = pytest.mark.django_db


def hand_over(mail):
    connection = smtp.Connection()
    connection.offer("pasadena@example.org", "anh@example.com", mail.as_bytes())
    connection.finish()
    connection.close()


def header_of(mail, name):
    """A header as it stands in the message, unfolded."""
    return next(value for key, value in mail.raw_items() if key == name).replace("\n", "").strip()


def decoded(text):
    return str(make_header(decode_header(text)))


def test_the_mail_comes_from_the_office_in_the_counselors_name_and_replies_reach_her():
    candidate = make_seeker()

    mail = build(make_follow_up(candidate))

    assert mail["From"] == '"Maria Lopez, Workforce Solutions Pasadena" <pasadena@example.org>'
    assert mail["Reply-To"] == f"Maria Lopez <{candidate.counselor.email}>"
    assert mail["To"].addresses[0].display_name == "Ánh"
    assert mail["To"].addresses[0].addr_spec == "anh@example.com"


def test_the_headers_name_the_delivery_its_nudges_and_the_way_out():
    candidate = make_seeker(language="vi")
    [nudge] = nudges_of(make_follow_up(candidate))
    delivery = make_delivery(candidate)

    mail = mails.build(delivery, [nudge], at=MONDAY).message()

    assert mail["Message-ID"] == delivery.message_id
    assert mail["Date"] == "Mon, 05 Oct 2026 15:00:00 +0000"
    assert mail["X-Nudge-ID"] == str(nudge.pk)
    assert mail["List-Unsubscribe"] == f"<{links.unsubscribe_url(candidate.email_key)}>"
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["Content-Language"] == "vi"


def test_the_mail_has_a_text_and_an_html_part_and_nothing_attached():
    mail = build(make_follow_up(make_seeker()))

    assert mail.get_content_type() == "multipart/alternative"
    assert [part.get_content_type() for part in mail.iter_parts()] == ["text/plain", "text/html"]
    assert "<img" not in html_of(mail)
    assert "<script" not in html_of(mail)


def test_every_line_of_the_mail_is_short_and_of_seven_bits():
    candidate = make_seeker(language="vi")
    follow_up = make_follow_up(candidate, job_title="Đầu bếp " * 15)

    sent = mails.build(make_delivery(candidate), nudges_of(follow_up), at=MONDAY).as_bytes()

    assert sent.isascii()
    assert max(map(len, sent.split(b"\r\n"))) <= 120


@pytest.mark.parametrize(
    "name", ["Ánh", "Đặng Thị Ánh Tuyết Mai Hoa Lan Cúc Trúc Đào Sen", "名" * 60, "=?utf-8?q?Bcc=3A?="]
)
def test_words_that_a_header_encodes_stand_on_lines_of_76_letters(name):
    candidate = make_seeker(call_name=name)

    sent = mails.build(make_delivery(candidate), nudges_of(make_follow_up(candidate)), at=MONDAY).as_bytes()

    lines = [line for line in sent.split(b"\r\n") if b"=?utf-8?b?" in line]
    assert lines
    assert max(map(len, lines)) <= 76


def test_the_same_facts_give_the_same_bytes():
    candidate = make_seeker()
    nudges, delivery = nudges_of(make_follow_up(candidate)), make_delivery(candidate)

    first, second = (mails.build(delivery, nudges, at=MONDAY).as_bytes() for _time in range(2))

    assert first == second


def test_building_reads_nothing_from_the_database(django_assert_num_queries):
    candidate = make_seeker()
    nudges, delivery = nudges_of(make_follow_up(candidate)), make_delivery(candidate)

    with django_assert_num_queries(0):
        mails.build(delivery, nudges, at=MONDAY)


@pytest.mark.parametrize(
    ("language", "subject", "words"),
    [
        ("en", "Ánh, a note to your interviewer?", "You had an interview with Gulf Grill & Sons on Monday for the job"),
        ("es", "Ánh, ¿una nota para su entrevistador?", "Tuvo una entrevista con Gulf Grill & Sons el lunes para"),
        ("vi", "Ánh, bạn viết vài lời", "Bạn đã có buổi phỏng vấn với Gulf Grill & Sons vào thứ Hai cho"),
    ],
)
def test_the_mail_speaks_the_seekers_language(language, subject, words):
    mail = build(make_follow_up(make_seeker(language=language)))

    assert mail["Subject"].startswith(subject)
    assert words in text_of(mail)
    assert f'<html lang="{language}">' in html_of(mail)


def test_the_mail_is_three_sentences_one_link_and_a_foot():
    follow_up = make_follow_up(make_seeker())

    text = text_of(build(follow_up))

    said, _dashes, foot = text.partition("\n--\n")
    assert said.count("?") + said.count(".  ") + said.count(". ") + said.count(".\n") == 3
    assert links.follow_up_url(follow_up) in said.splitlines()
    assert said.count("http") == 1
    for words in (
        "Maria Lopez",
        "Workforce Solutions Pasadena",
        "713 555 0100",
        "1 Main St",
        "you agreed to reminders",
    ):
        assert words in foot
    assert links.unsubscribe_url(follow_up.interview.candidate.email_key) in foot.splitlines()


def test_both_parts_carry_the_same_links():
    mail = build(make_follow_up(make_seeker()))

    assert set(re.findall(r'href="([^"]+)"', html_of(mail))) == set(re.findall(r"http\S+", text_of(mail)))


def test_the_mail_holds_nothing_personal_but_what_to_call_them():
    candidate = make_seeker(phone="+17135550142")
    follow_up = make_follow_up(candidate, met=["Ms. Kim"])

    mail = build(follow_up)

    for part in (mail["Subject"], str(mail["To"]), text_of(mail), html_of(mail)):
        assert not re.search(r"Nguyễn|555 ?0142|Ms. Kim", part)


@pytest.mark.parametrize("which", [{"position": 1}, {"position": 2}, {"kind": "outcome"}])
def test_the_subject_never_names_the_employer(which):
    follow_up = make_follow_up(make_seeker())

    assert "Gulf Grill" not in build(follow_up, nudges_of(follow_up, **which))["Subject"]


@pytest.mark.parametrize("who", ["seeker", "office"])
def test_the_employer_is_left_out_when_somebody_said_so(who):
    office = make_office_at_all_hours(names_employer=who != "office")

    mail = build(make_follow_up(make_seeker(office=office, names_employer=who != "seeker")))

    assert "Gulf Grill" not in text_of(mail) + html_of(mail)
    assert "You had an interview on Monday for the job “Line cook”." in text_of(mail)


def test_the_employer_is_left_out_when_the_office_of_the_interview_said_so():
    follow_up = make_follow_up(make_seeker(office=make_office_at_all_hours(names_employer=False)))
    candidate = follow_up.interview.candidate
    candidate.office = make_office_at_all_hours()
    candidate.save()

    assert "Gulf Grill" not in text_of(build(follow_up))


@pytest.mark.parametrize(
    ("which", "subject", "words"),
    [
        ({"position": 1}, "a note to your interviewer?", "A short thank-you note is remembered"),
        ({"position": 2}, "a short check-in note?", "it is not too late"),
        ({"kind": "outcome"}, "what came of it?", "Have you heard back?"),
    ],
)
def test_each_step_asks_in_its_own_words(which, subject, words):
    follow_up = make_follow_up(make_seeker())

    mail = build(follow_up, nudges_of(follow_up, **which))

    assert mail["Subject"] == f"Ánh, {subject}"
    assert words in text_of(mail)


def test_a_reminder_that_was_asked_for_says_so():
    follow_up = make_follow_up(make_seeker())
    schedule.remind_at(follow_up, moment=MONDAY + days(1), by=None, at=MONDAY)

    mail = build(follow_up, nudges_of(follow_up, kind="asked_for"))

    assert mail["Subject"] == "Ánh, the reminder you asked for"
    assert "This is the reminder you asked for." in text_of(mail)


def test_each_interview_has_its_block_and_button_the_newest_first():
    candidate = make_seeker()
    older = make_follow_up(candidate, held_at=MONDAY - days(14), employer="Café Olé")
    newer = make_follow_up(candidate)

    mail = build(newer, nudges_of(older, kind="outcome") + nudges_of(newer))

    text = text_of(mail)
    assert mail["Subject"] == "Ánh, a few words about your interviews?"
    assert text.index(links.follow_up_url(newer)) < text.index(links.follow_up_url(older))
    assert "with Café Olé on September 21 for" in text
    assert html_of(mail).count("border-radius:8px") == 2
    assert len(mail["X-Nudge-ID"].split(", ")) == 2


def test_two_steps_of_one_interview_make_one_block():
    follow_up = make_follow_up(make_seeker())

    text = text_of(build(follow_up, nudges_of(follow_up, kind="nudge")))

    assert text.count(links.follow_up_url(follow_up)) == 1
    assert "it is not too late" in text


@pytest.mark.parametrize(
    "name",
    [
        "O’Brien-Núñez",
        'Jo "Jojo" <x@example.org>',
        "Lopez, Maria",
        "a\\b",
        "=?utf-8?q?Bcc=3A?=",
        "Nguyễn Thị Ánh Tuyết Mai Hoa Lan Cúc Trúc Đào Sen Hồng Vân",
        "(Anh)",
        "名前",
        "😀",
        "<b>&amp;</b>",
    ],
)
def test_names_that_break_things_arrive_as_they_are(name):
    mail = build(make_follow_up(make_seeker(call_name=name), employer=f"{name} & “Sons”"))

    [(shown_name, address)] = getaddresses([header_of(mail, "To")])
    assert (decoded(shown_name), address) == (name, "anh@example.com")
    assert decoded(header_of(mail, "Subject")) == f"{name}, a note to your interviewer?"
    assert f"with {name} & “Sons” on" in text_of(mail)
    assert "<b>" not in html_of(mail)


@pytest.mark.parametrize(
    "bad", ["Ánh\nBcc: x@example.org", "Anh\r\n\r\nhello", "A\x00", "A\u2028B", "A\u202eB", "A" * 2000]
)
@pytest.mark.parametrize("field", ["call_name", "counselor", "office"])
def test_what_cannot_stand_in_a_header_is_refused(bad, field):
    candidate = make_seeker()
    nudges = nudges_of(make_follow_up(candidate))
    seeker = nudges[0].follow_up.interview.candidate
    owner, name = {"counselor": (seeker.counselor, "name"), "office": (seeker.office, "name")}.get(
        field, (seeker, field)
    )
    setattr(owner, name, bad)

    with pytest.raises(mails.CannotBuild) as refusal:
        mails.build(make_delivery(candidate), nudges, at=MONDAY)

    assert "Bcc" not in str(refusal.value)


@pytest.mark.parametrize(
    "address",
    ["", "nobody", "a@b", "a@example.com\nBcc: b@example.com", "a@example.com, b@example.com", "ánh@example.com"],
)
def test_an_address_that_no_server_takes_is_refused(address):
    candidate = make_seeker()
    nudges = nudges_of(make_follow_up(candidate))
    nudges[0].follow_up.interview.candidate.email = address

    with pytest.raises(mails.CannotBuild):
        mails.build(make_delivery(candidate), nudges, at=MONDAY)


def test_the_mail_arrives_as_it_was_built(smtp_server):
    candidate = make_seeker(language="vi", call_name="Ánh")
    follow_up = make_follow_up(candidate, employer='Bánh Mì "Số 1" & Sons')

    hand_over(mails.build(make_delivery(candidate), nudges_of(follow_up), at=MONDAY))

    [arrived] = smtp_server.messages
    assert arrived.envelope_to == ["anh@example.com"]
    assert 'Bánh Mì "Số 1" & Sons' in text_of(arrived)
    assert links.follow_up_url(follow_up) in text_of(arrived).splitlines()


def test_the_unsubscribe_link_begins_on_the_line_of_its_header(settings, smtp_server):
    settings.SITE_URL = "https://follow-up-desk.workforce.county.example.org"
    follow_up = make_follow_up()

    nudges = nudges_of(follow_up)
    hand_over(mails.build(make_delivery(follow_up.interview.candidate), nudges, at=TUESDAY))

    [mail] = smtp_server.messages
    [line] = [line for line in mail.raw.splitlines() if line.startswith(b"List-Unsubscribe:")]
    assert line.startswith(b"List-Unsubscribe: <https://")
    assert line.endswith(b"/>")
