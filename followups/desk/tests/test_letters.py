"""A shared letter at the desk: who reads, who writes, what is refused, and what is written down about it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import AuditEntry
from candidates.models import Cover
from followups.desk.tests.builders import counselor_of, make_row, text_of
from followups.letters.documents.tests.printed import pages_of
from followups.models import FollowUp, Letter
from followups.tests.builders import make_user
from followups.tests.letter_building import make_letter

pytestmark = pytest.mark.django_db


@pytest.fixture
def letter():
    follow_up = make_row(candidate={"full_name": "Nguyễn Thị Ánh"}, met=["Pat O’Hara"])
    return make_letter(follow_up, at=timezone.now(), shared_at=timezone.now(), to_name="Pat O’Hara")


@pytest.fixture
def desk(client, letter):
    """A browser in which the counselor of the job seeker is signed in."""
    client.force_login(counselor_of(letter.follow_up))
    return client


def url_of(letter, end="/"):
    return f"/letters/{letter.pk}{end}"


def press(client, letter, act, **typed):
    """Press a button of the page as it was opened, with what is typed."""
    typed = {"edition": 1, "paragraph": letter.text.split("\n\n"), "greeting": letter.greeting, **typed}
    response = client.post(url_of(letter), {"act": act, **typed})
    letter.refresh_from_db()
    return response


def test_the_page_shows_each_paragraph_in_a_box_of_its_own_and_one_more(desk, letter):
    page = text_of(desk.get(url_of(letter)))

    assert page.count('name="paragraph"') == 3
    assert page.count('lang="en" rows=') == 4
    assert "Nguyễn Thị Ánh" in page


def known(desk):
    """The line of the row that says what is known."""
    page = text_of(desk.get("/desk/"))
    return page[page.index("desk-row__known") :][:1500]


def test_the_row_says_how_far_the_shared_letter_is(desk, letter):
    ready = known(desk)
    letter.write({"text": "Thank you for [say what]."}, edition=1, by=None, at=timezone.now())

    half_written = known(desk)

    assert "letter ready · shared with you" in ready
    assert "draft: half written · shared with you" in half_written


def test_the_row_says_of_a_letter_that_is_not_shared_only_that_it_was_begun(desk, letter):
    Letter.objects.update(shared_at=None)

    assert "draft: begun" in known(desk)
    assert "letter ready" not in known(desk)


def test_the_interviews_page_lists_the_letters_that_are_shared(desk, letter):
    private = make_letter(letter.follow_up, kind="card")

    page = text_of(desk.get(f"/interviews/{letter.follow_up.interview_id}/"))

    assert f'href="/letters/{letter.pk}/"' in page
    assert f"/letters/{private.pk}/" not in page


def test_a_letter_that_is_not_shared_is_not_there(desk, letter):
    Letter.objects.update(shared_at=None)

    statuses = [desk.get(url_of(letter, end)).status_code for end in ("/", ".pdf", ".docx", "/envelope.pdf")]

    assert statuses == [404] * 4
    assert press(desk, letter, "save", paragraph=["Mine."]).status_code == 404


def test_saving_keeps_the_paragraphs_and_a_version_in_the_counselors_name(desk, letter):
    answer = press(desk, letter, "save", paragraph=["Thank you, Pat.", "  ", "I bake well."])

    assert (answer.status_code, answer.url) == (303, f"/letters/{letter.pk}/?noted=saved")
    assert letter.text == "Thank you, Pat.\n\nI bake well."
    assert letter.versions.first().saved_by == counselor_of(letter.follow_up)


def test_a_colleague_reads_and_may_write_only_after_pressing_cover(client, letter):
    colleague = make_user(office=letter.follow_up.interview.office)
    client.force_login(colleague)
    page = text_of(client.get(url_of(letter)))
    refused = press(client, letter, "save", paragraph=["Mine."])
    Cover.begin(letter.follow_up.interview.candidate, by=colleague, at=timezone.now())

    saved = press(client, letter, "save", paragraph=["Mine."])

    assert 'name="paragraph"' not in page
    assert "Thank you for showing me the kitchen" in page
    assert (refused.status_code, saved.status_code) == (404, 303)


def test_reading_and_taking_out_are_in_the_audit_trail(desk, letter):
    for end in ("/", ".pdf", ".docx", "/print.pdf"):
        desk.get(url_of(letter, end))

    known = AuditEntry.objects.filter(candidate_id=letter.follow_up.interview.candidate_id)
    said = list(known.filter(user_id=counselor_of(letter.follow_up).pk).order_by("pk").values_list("act", "what"))
    assert said[-4:] == [
        ("read", "letter"),
        ("exported", "letter as PDF"),
        ("exported", "letter as Word file"),
        ("exported", "letters to print"),
    ]


def test_files_are_named_after_the_job_seeker_and_kept_by_nobody(desk, letter):
    answer = desk.get(url_of(letter, ".pdf"))

    assert answer.content.startswith(b"%PDF-")
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == 'attachment; filename="letter-nguyen-thi-anh.pdf"'
    assert (answer["Cache-Control"], answer["X-Content-Type-Options"]) == ("no-store, private", "nosniff")


def test_all_that_is_shared_about_the_interview_is_printed_in_one_go(desk, letter):
    one = desk.get(url_of(letter, "/print.pdf")).content
    make_letter(letter.follow_up, kind="card", shared_at=timezone.now(), way="post", to_address="1 Main St")
    private = make_letter(letter.follow_up, kind="check_in", text="Only mine.")

    both = desk.get(url_of(letter, "/print.pdf")).content

    assert len(both) > len(one)
    assert not Letter.objects.visible_to(counselor_of(letter.follow_up)).filter(pk=private.pk).exists()


def test_what_went_out_or_goes_by_mail_is_not_printed_once_more(desk, letter):
    shared = {"shared_at": timezone.now(), "to_address": "1 Main St"}
    card = make_letter(letter.follow_up, kind="card", way="post", text="Thank you for the coffee.", **shared)
    short = make_letter(letter.follow_up, kind="short", way="post", text="One thing more.", **shared)
    short.mark_sent(sent_on=timezone.localdate(), source="seeker", by=None, at=timezone.now())

    pages = pages_of(desk.get(url_of(card, "/print.pdf")).content)

    assert len(pages) == 2
    assert "Thank you for the coffee." in pages[0]
    assert "1 Main St" in pages[1]


def test_the_interviews_page_prints_what_is_still_to_be_posted(desk, letter):
    page_url = f"/interviews/{letter.follow_up.interview_id}/"
    before = text_of(desk.get(page_url))
    card = make_letter(letter.follow_up, kind="card", way="post", shared_at=timezone.now())

    after = text_of(desk.get(page_url))

    assert "print.pdf" not in before
    assert url_of(card, "/print.pdf") in after


def test_the_counselor_is_told_whose_mail_program_opens_and_who_is_meant_by_you(desk, letter):
    page = text_of(desk.get(url_of(letter)))

    assert "only from the job seeker’s own address" in page
    assert "“You” and “your” in the hints mean the job seeker" in page


def test_what_somebody_else_saved_meanwhile_is_shown_beside_and_not_overwritten(desk, letter):
    Letter.objects.get(pk=letter.pk).write({"text": "The seeker’s own."}, edition=1, by=None, at=timezone.now())

    answer = press(desk, letter, "save", paragraph=["The counselor’s."])

    page = text_of(answer)
    assert (answer.status_code, letter.text) == (409, "The seeker’s own.")
    assert "The seeker’s own." in page
    assert "The counselor’s.</textarea>" in page
    assert 'name="edition" value="2"' in page


def test_after_a_conflict_the_second_press_puts_ones_own_in_place_and_both_are_kept(desk, letter):
    Letter.objects.get(pk=letter.pk).write({"text": "Theirs."}, edition=1, by=None, at=timezone.now())
    press(desk, letter, "save", paragraph=["Mine."])

    press(desk, letter, "save", paragraph=["Mine."], edition=2)

    assert letter.text == "Mine."
    assert [version.text for version in letter.versions.all()][:2] == ["Mine.", "Theirs."]


def test_a_mistyped_address_keeps_nothing_else_from_being_saved_and_stays_as_it_was_typed(desk, letter):
    answer = press(desk, letter, "save", paragraph=["New."], to_email="pat@", to_name="Pat")

    assert answer.status_code == 400
    assert (letter.text, letter.to_name, letter.to_email) == ("New.", "Pat", "")
    assert 'value="pat@"' in text_of(answer)
    assert "Their e-mail" in text_of(answer)


def test_sent_marks_the_letter_and_the_follow_up_with_way_and_source(desk, letter):
    press(desk, letter, "sent post today", witnessed="on", paragraph=["Thank you, Pat."])

    follow_up = FollowUp.objects.get(pk=letter.follow_up_id)
    today = follow_up.interview.office.local_day(timezone.now())
    assert (letter.way, letter.sent_on, letter.text) == ("post", today, "Thank you, Pat.")
    assert (follow_up.status, follow_up.method, follow_up.source) == ("done", "letter_post", "witnessed")


def test_sent_without_seeing_it_is_what_the_counselor_was_told(desk, letter):
    press(desk, letter, "sent email yesterday")

    follow_up = FollowUp.objects.get(pk=letter.follow_up_id)
    assert (follow_up.method, follow_up.source) == ("letter_email", "counselor")


@pytest.mark.parametrize("act", ["sent email earlier", "sent email", "sent pigeon today", "fly", "bring_back 9", ""])
def test_what_no_button_says_is_refused_and_the_text_is_kept_on_the_page(desk, letter, act):
    answer = press(desk, letter, act, paragraph=["Still here."])

    assert (answer.status_code, letter.sent_on) == (400, None)
    assert "Still here.</textarea>" in text_of(answer)


def test_an_answer_that_came_before_is_told_on_the_page(desk, letter):
    letter.follow_up.decline(reason="other", by=counselor_of(letter.follow_up), at=timezone.now())

    answer = press(desk, letter, "sent email today")

    assert answer.status_code == 409
    assert "decided not to" in text_of(answer)


def test_what_went_out_can_be_taken_back(desk, letter):
    press(desk, letter, "sent email today")

    desk.post(url_of(letter), {"act": "take_back"})

    letter.refresh_from_db()
    assert letter.sent_on is None
    assert FollowUp.objects.get(pk=letter.follow_up_id).is_open


def test_a_comment_stands_on_the_page_and_one_that_is_begun_stays(desk, letter):
    press(desk, letter, "comment", comment="Say what you saw.")

    begun = text_of(press(desk, letter, "save", comment="Half a thou"))

    assert "Say what you saw." in text_of(desk.get(url_of(letter)))
    assert "Half a thou</textarea>" in begun
    assert letter.comments.count() == 1


def test_an_earlier_version_is_shown_and_brought_back(desk, letter):
    draft = letter.text
    press(desk, letter, "save", paragraph=["Something else."])
    seen = text_of(desk.get(url_of(letter, "/?version=1")))

    press(desk, letter, "bring_back 1", paragraph=["Something else."], edition=2)

    assert 'value="bring_back 1"' in seen
    assert letter.text == draft
    assert letter.versions.count() == 3


def test_the_script_gets_what_stands_beside_the_boxes_and_the_new_edition(desk, letter):
    answer = press(desk, letter, "autosave", paragraph=["I like [say what you liked].", "", ""])

    page = text_of(answer)
    assert (answer.status_code, letter.edition) == (200, 2)
    assert 'data-edition="2" data-is-saved' in page
    assert 'data-live="beside-3"' in page
    assert "<html" not in page


def test_the_script_is_told_of_a_conflict_and_overwrites_nothing(desk, letter):
    Letter.objects.get(pk=letter.pk).write({"text": "Theirs."}, edition=1, by=None, at=timezone.now())

    answer = press(desk, letter, "autosave", paragraph=["Mine."])

    assert (answer.status_code, letter.text) == (409, "Theirs.")
    assert "data-is-conflict" in text_of(answer)


def test_the_page_costs_as_many_queries_for_twenty_versions_and_comments_as_for_one(desk, letter):
    def cost():
        with CaptureQueriesContext(connection) as queries:
            desk.get(url_of(letter))
        return len(queries)

    maria = counselor_of(letter.follow_up)
    letter.comment("One.", by=maria, at=timezone.now())
    cost()
    few = cost()
    for number in range(2, 22):
        at = timezone.now()
        facts = {"begun_at": at, "saved_at": at, "saved_by": maria, "text": "More."}
        letter.versions.create(number=number, **facts)
        letter.comment("More.", by=maria, at=at)

    assert cost() == few
