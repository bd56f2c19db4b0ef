"""The way to the seeker's page without a mail: the slip, its code, and a link that fell into wrong hands."""

from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from django.utils import timezone

from accounts.models import AuditEntry
from followups.desk.slips import sms_links
from followups.desk.tests.builders import counselor_of, make_row, text_of
from followups.models import FollowUp, Slip
from followups.nudges import links
from followups.tests.builders import make_user

pytestmark = pytest.mark.django_db


def slip_url(follow_up):
    return f"/interviews/{follow_up.interview_id}/slip/"


@pytest.fixture
def follow_up(client):
    facts = {"full_name": "Nguyễn Thị Ánh", "call_name": "Ánh", "phone": "+17135550142", "language": "vi"}
    follow_up = make_row(candidate=facts, employer="Gulf Grill & Sons")
    client.force_login(counselor_of(follow_up))
    return follow_up


def test_looking_makes_no_slip_and_the_button_makes_one(client, follow_up):
    before = text_of(client.get(slip_url(follow_up)))
    assert not Slip.objects.exists()

    answer = client.post(slip_url(follow_up))

    assert "Make a slip" in before
    assert answer.status_code == 302
    assert Slip.objects.get().made_by == counselor_of(follow_up)


def test_the_slip_says_in_their_language_whose_it_is_what_for_and_how_to_get_there(client, follow_up, settings):
    settings.SITE_URL = "https://desk.example.org"
    client.post(slip_url(follow_up))

    page = text_of(client.get(slip_url(follow_up)))

    assert "Ánh, lá thư của bạn gửi Gulf Grill &amp; Sons" in page
    assert "<strong>desk.example.org/go/</strong>" in page
    assert Slip.objects.get().code_words in page
    assert "713 555 0100" in page
    assert '<section class="slip"' in page
    assert 'lang="vi"' in page


def test_the_slip_leaves_the_employer_out_where_mails_do(client, follow_up):
    candidate = follow_up.interview.candidate
    candidate.names_employer = False
    candidate.save()
    client.post(slip_url(follow_up))

    page = text_of(client.get(slip_url(follow_up)))

    slip = page.partition('<section class="slip"')[2].partition("</section>")[0]
    assert "Gulf Grill" not in slip
    assert "Gulf Grill" not in page.partition("<textarea")[2].partition("</textarea>")[0]


def test_making_it_twice_keeps_the_code(client, follow_up):
    client.post(slip_url(follow_up))
    code = Slip.objects.get().code

    client.post(slip_url(follow_up))

    assert Slip.objects.get().code == code


def test_showing_the_slip_is_in_the_audit_trail(client, follow_up):
    client.get(slip_url(follow_up))
    client.post(slip_url(follow_up))
    assert not AuditEntry.objects.filter(what="link to the job seeker's page").exists()

    client.get(slip_url(follow_up))

    [entry] = AuditEntry.objects.filter(what="link to the job seeker's page")
    assert (entry.act, entry.user_id) == (AuditEntry.Act.READ, counselor_of(follow_up).pk)


def test_a_colleague_who_may_only_read_does_not_get_the_link(client, follow_up):
    Slip.of(follow_up, by=counselor_of(follow_up), at=timezone.now())
    client.force_login(make_user(office=follow_up.interview.office))

    assert client.get(slip_url(follow_up)).status_code == 404
    assert client.post(slip_url(follow_up), {"act": "revoke"}).status_code == 404
    assert "slip/" not in text_of(client.get(f"/interviews/{follow_up.interview_id}/"))


def test_a_new_link_kills_the_old_one_the_slip_and_the_links_in_mails(client, follow_up):
    client.post(slip_url(follow_up))
    old, code = links.follow_up_token(follow_up), Slip.objects.get().code

    answer = client.post(slip_url(follow_up), {"act": "revoke"}, follow=True)

    assert "Make a slip" in text_of(answer)
    assert client.get(f"/f/{old}/").status_code == 404
    assert client.post("/go/", {"code": code}).status_code == 404
    new = links.follow_up_token(FollowUp.objects.get())
    assert client.get(f"/f/{new}/").status_code == 200
    assert AuditEntry.objects.filter(what="new link to the job seeker's page").count() == 1


def test_once_the_page_has_closed_there_is_no_slip(client):
    follow_up = make_row(held_days_ago=61)
    client.force_login(counselor_of(follow_up))

    answer = client.post(slip_url(follow_up), follow=True)

    assert "It was open for 60 days" in text_of(answer)
    assert not Slip.objects.exists()


def test_the_text_message_is_in_their_language_and_holds_the_link(client, follow_up):
    client.post(slip_url(follow_up))

    page = text_of(client.get(slip_url(follow_up)))

    message = page.partition("readonly>")[2].partition("</textarea>")[0]
    assert message.startswith("Chào Ánh!")
    assert links.follow_up_url(follow_up) in message
    assert len(message) < 320


@pytest.mark.parametrize("words", ["Hi Ánh! 50 % & more?", "a\nb", "x=1&body=other#part", "+1 “quoted” \u202e", "🙂"])
def test_what_the_text_says_arrives_as_it_was_written_on_either_kind_of_phone(follow_up, words):
    made = sms_links(follow_up.interview.candidate.phone, words)

    android = urlsplit(made["android"])
    number, _sign, body = made["iphone"].partition("&body=")
    assert (android.scheme, android.path) == ("sms", "+17135550142")
    assert parse_qs(android.query, strict_parsing=True) == {"body": [words]}
    assert (number, unquote(body)) == ("sms:+17135550142", words)
    assert made["android"].isascii()


def test_without_a_phone_number_the_text_can_still_be_copied(client):
    follow_up = make_row()
    client.force_login(counselor_of(follow_up))
    client.post(slip_url(follow_up))

    page = text_of(client.get(slip_url(follow_up)))

    assert "No phone number is on record." in page
    assert "sms:" not in page
    assert "readonly>" in page


def test_the_code_large_on_the_screen_shows_nothing_else_of_them(client, follow_up):
    assert "large-qr" not in text_of(client.get(f"{slip_url(follow_up)}?large=yes"))
    client.post(slip_url(follow_up))

    page = text_of(client.get(f"{slip_url(follow_up)}?large=yes"))

    assert "large-qr" in page
    assert Slip.objects.get().code_words in page
    assert "Gulf Grill" not in page
    assert "713 555 0142" not in page
