"""The pages of advice: what they say, in which language, where they lead; that they keep nothing of anybody."""

import re

import pytest
from django.urls import reverse

from followups.seeker.advice import TOPICS
from followups.seeker.tests.builders import make_linked, url_of
from followups.tests.builders import make_user

SLUGS = [topic.slug for topic in TOPICS]
TITLES = {"en": "Why follow up?", "es": "¿Por qué escribir después de la entrevista?", "vi": "Vì sao nên viết thư"}
# A sentence ends where another begins: not every full stop is one ("e-mail", "1.5").
SENTENCE = re.compile(r"[.?!:](?=\s|$)")

each_topic = pytest.mark.parametrize("slug", SLUGS)
each_language = pytest.mark.parametrize("language", TITLES)


def read(client, slug, language="en"):
    return client.get(f"/advice/{slug}/", {"language": language}).content.decode()


def advice_of(page):
    """Return what a person reads of the advice itself, a line for each paragraph, heading or point."""
    article = re.search(r"<article.*?</article>", page, re.DOTALL)[0]
    blocks = re.split(r"</?(?:p|h1|h2|h3|li|ul|ol|figure|blockquote|figcaption|article)\b[^>]*>", article)
    lines = (re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", block)).strip() for block in blocks)
    return [line for line in lines if line]


def links_of(page):
    return re.findall(r'href="(/[^"]+)"', page)


# These ask no database at all: nobody's data can stand there.


@each_topic
@each_language
def test_each_page_has_a_title_one_heading_and_the_next(client, slug, language):
    page = read(client, slug, language)

    [heading] = re.findall(r"<h1>(.+?)</h1>", page)
    assert f"<title>{heading}</title>" in page
    assert f'<html lang="{language}">' in page
    following = [f"{slug}/" for slug in SLUGS[SLUGS.index(slug) + 1 :]] or [""]
    assert f'<a class="button button--second" href="/advice/{following[0]}?language={language}">' in page


@each_topic
def test_each_page_is_short_and_in_plain_words(client, slug):
    said = advice_of(read(client, slug))

    words = " ".join(said).split()
    sentences = sum(max(len(SENTENCE.findall(line)), 1) for line in said)
    assert 120 <= len(words) <= 270
    assert len(words) / sentences <= 14
    assert sum(map(len, words)) / len(words) <= 5.2


@each_topic
@pytest.mark.parametrize("language", ["es", "vi"])
def test_english_words_are_marked_as_english_and_mean_something(client, slug, language):
    page = read(client, slug, language)

    examples = re.findall(r'lang="en">([^<]+)</(?:blockquote|span)>\s*<(?:figcaption|span) class="quiet">([^<]+)', page)
    assert len(examples) == page.count("<blockquote") + page.count("</strong> <span")
    assert [english for english, meaning in examples if meaning == english] == []
    assert read(client, slug).count('class="quiet"') == len(SLUGS) - 1


@pytest.mark.parametrize(
    ("asked", "language"),
    [("es-MX,es;q=0.9", "es"), ("vi", "vi"), ("fr", "en"), ("", "en"), (";;q=x", "en")],
)
def test_the_browser_says_in_which_language(client, asked, language):
    answer = client.get("/advice/why-follow-up/", headers={"Accept-Language": asked})

    assert TITLES[language] in answer.content.decode()
    assert answer["Vary"] == "Accept-Language"


def test_a_language_that_was_chosen_is_kept_in_the_links_alone(client):
    answer = client.get("/advice/?language=vi", headers={"Accept-Language": "es"})

    pages = [link for link in links_of(answer.content.decode()) if link.startswith("/advice/")]
    assert {link.partition("?")[2] for link in pages[: -len(TITLES)]} == {"language=vi"}
    assert not answer.cookies


@pytest.mark.parametrize("language", ["xx", "fr", "en-us", "../es", "es\0"])
def test_a_language_that_there_is_not_is_not_asked_for_again(client, language):
    page = client.get("/advice/", {"language": language}, headers={"Accept-Language": "es"}).content.decode()

    assert '<html lang="es">' in page
    assert 'href="/advice/why-follow-up/"' in page


@pytest.mark.parametrize("path", ["/advice/", "/advice/a-doubt/"])
def test_a_public_page_may_be_kept_and_reads_no_cookie(client, path):
    client.cookies["session"] = "of-somebody-who-is-signed-in"

    answer = client.get(path)

    assert answer["Cache-Control"] == "public, max-age=3600"
    assert not answer.cookies
    assert "script-src" in answer["Content-Security-Policy"]


@pytest.mark.parametrize("path", ["/advice/", "/advice/a-doubt/"])
def test_a_head_is_answered_like_a_get(client, path):
    answer = client.head(path)

    assert (answer.status_code, answer.content, answer["Cache-Control"]) == (200, b"", "public, max-age=3600")


def test_a_page_that_is_not_there_says_kindly_which_are(client):
    answer = client.get("/advice/no-such-page/?language=es")

    assert (answer.status_code, answer["Cache-Control"]) == (404, "no-store, private")
    assert "Esta página no está aquí" in answer.content.decode()
    assert links_of(answer.content.decode())[2:] == [
        *(f"/advice/{slug}/?language=es" for slug in SLUGS),
        *(f"/advice/?language={language}" for language in TITLES),
    ]


def test_all_pages_are_reached_by_links_in_every_language(client):
    seen, waiting = set(), ["/advice/?language=en"]

    while waiting:
        path = waiting.pop()
        seen.add(path)
        found = {link for link in links_of(client.get(path).content.decode()) if not link.startswith("/static/")}
        waiting += sorted(found - seen - set(waiting))

    paths = ["/advice/", *(f"/advice/{slug}/" for slug in SLUGS)]
    assert seen == {f"{path}?language={language}" for path in paths for language in TITLES}


# Behind the link


@pytest.fixture
def follow_up(db):
    return make_linked(language="es")


def linked(follow_up, slug):
    return f"{url_of(follow_up)}advice/{slug}/"


@each_topic
def test_behind_the_link_each_is_in_the_seekers_language_with_the_way_back(client, follow_up, slug):
    answer = client.get(linked(follow_up, slug), headers={"Accept-Language": "vi"})

    page = answer.content.decode()
    assert '<html lang="es">' in page
    assert f'<a href="{url_of(follow_up)}">Volver a su página</a>' in page
    assert ("Siguiente: su página" in page) == (slug == SLUGS[-1])
    assert set(links_of(page)) >= {linked(follow_up, other) for other in SLUGS if other != slug}
    assert (answer["Cache-Control"], answer.cookies) == ("no-store, private", {})


def test_nothing_of_the_seeker_stands_there_but_who_asks(client, follow_up):
    page = client.get(linked(follow_up, "a-doubt")).content.decode()

    interview = follow_up.interview
    facts = (interview.candidate.full_name, interview.candidate.call_name, interview.employer.name, interview.job_title)
    assert [fact for fact in facts if fact in page] == []


def test_the_language_is_switched_on_the_page_itself(client, follow_up):
    answer = client.post(linked(follow_up, "a-doubt"), {"act": "language", "language": "vi"}, follow=True)

    assert answer.redirect_chain == [(linked(follow_up, "a-doubt"), 303)]
    assert '<html lang="vi">' in answer.content.decode()


def test_behind_the_link_a_page_that_is_not_there_leads_back(client, follow_up):
    answer = client.get(linked(follow_up, "no-such-page"))

    assert answer.status_code == 404
    assert f'<a href="{url_of(follow_up)}">Volver a su página</a>' in answer.content.decode()


def test_staff_who_are_signed_in_read_the_public_pages_like_everybody(client, db):
    client.force_login(make_user())

    signed_in = client.get(reverse("advice", args=["agency"]))

    client.logout()
    assert signed_in.content == client.get(reverse("advice", args=["agency"])).content
