"""A mail whose approved text is broken fails alone; one of several lines keeps them."""

import pytest

from followups.models import WordingVersion
from followups.nudges import mails
from followups.tests.builders import MONDAY, make_follow_up
from followups.tests.mail_building import build, html_of, make_seeker, nudges_of, text_of

pytestmark = pytest.mark.django_db


def test_a_mail_without_a_text_in_its_language_fails_alone():
    [nudge] = nudges_of(make_follow_up(make_seeker(language="vi")))
    del nudge.version.texts["vi"]

    with pytest.raises(mails.CannotBuild, match="no text in the language “vi”"):
        mails.content_of([nudge], at=MONDAY)


@pytest.mark.parametrize("part", ["subject", "text"])
def test_a_text_that_asks_for_what_is_not_there_fails_alone(part):
    [nudge] = nudges_of(make_follow_up(make_seeker()))
    nudge.version.texts["en"][part] = "Hello {employr}"

    with pytest.raises(mails.CannotBuild, match="employr"):
        mails.content_of([nudge], at=MONDAY)


def test_a_step_whose_text_says_nothing_now_fails_alone():
    follow_up = make_follow_up(make_seeker())
    WordingVersion.objects.update(is_current=False)

    with pytest.raises(mails.CannotBuild):
        mails.content_of(nudges_of(follow_up), at=MONDAY)


def test_a_text_of_several_lines_keeps_them_in_both_parts():
    [nudge] = nudges_of(make_follow_up(make_seeker()))
    nudge.version.texts["en"]["text"] = "{interview}\n\nWrite <today>."

    mail = build(nudge.follow_up, [nudge])

    assert "“Line cook”.\n\nWrite <today>." in text_of(mail)
    assert "“Line cook”.<br><br>Write &lt;today&gt;." in html_of(mail)
