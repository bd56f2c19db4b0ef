import uuid

import pytest

from followups.nudges import links
from followups.tests.builders import make_follow_up

pytestmark = pytest.mark.django_db


def test_a_link_finds_its_follow_up():
    follow_up = make_follow_up()
    make_follow_up()

    assert links.find_follow_up(links.follow_up_token(follow_up)) == follow_up


def test_a_link_is_short_enough_for_a_text_message(settings):
    settings.SITE_URL = "https://desk.example.org"
    follow_up = make_follow_up()

    assert len(links.follow_up_token(follow_up)) < 60
    assert links.follow_up_url(follow_up) == f"https://desk.example.org/f/{links.follow_up_token(follow_up)}/"


@pytest.mark.parametrize(
    "damage",
    [
        lambda token: token[:-1],
        lambda token: token + "A",
        lambda token: token[:22],
        lambda token: token.swapcase(),
        lambda token: ("B" if token[0] == "A" else "A") + token[1:],
        lambda token: token[:-1] + ("B" if token[-1] == "A" else "A"),
        lambda token: token[:10] + "." + token[10:],
        lambda token: "Ánh" + token[3:],
        lambda token: "\x00" * 44,
        lambda token: "",
    ],
)
def test_a_damaged_token_finds_nothing(damage):
    token = links.follow_up_token(make_follow_up())

    assert links.find_follow_up(damage(token)) is None


def test_a_token_made_of_a_known_key_without_the_secret_finds_nothing():
    follow_up = make_follow_up()
    forged = links.write(follow_up.link_key.bytes, links.FOLLOW_UP_PURPOSE, "another secret")

    assert links.find_follow_up(forged) is None


def test_a_token_of_another_purpose_opens_nothing(settings):
    follow_up = make_follow_up()
    settings.SUPPRESSION_KEY = settings.SECRET_KEY
    key = follow_up.link_key.bytes

    assert links.find_follow_up(links.write(key, links.UNSUBSCRIBE_PURPOSE, settings.SECRET_KEY)) is None
    assert links.address_key_of(links.follow_up_token(follow_up)) is None


def test_a_new_key_revokes_the_links_already_sent():
    follow_up = make_follow_up()
    token = links.follow_up_token(follow_up)

    follow_up.link_key = uuid.uuid4()
    follow_up.save()

    assert links.find_follow_up(token) is None


def test_links_already_sent_outlive_a_change_of_the_secret(settings):
    follow_up = make_follow_up()
    token = links.follow_up_token(follow_up)

    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "the next secret " * 3

    assert links.find_follow_up(token) == follow_up
    assert links.follow_up_token(follow_up) != token


def test_an_unsubscribe_link_does_not_depend_on_the_secret_of_the_site(settings):
    key = make_follow_up().interview.candidate.email_key
    token = links.unsubscribe_token(key)

    settings.SECRET_KEY = "the next secret " * 3

    assert links.address_key_of(token) == key


def test_a_damaged_unsubscribe_token_stands_for_nobody():
    token = links.unsubscribe_token(make_follow_up().interview.candidate.email_key)

    assert links.address_key_of(token[:-1]) is None
    assert links.address_key_of("A" * len(token)) is None
