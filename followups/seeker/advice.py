"""Short advice on writing after an interview: for everybody under /advice/, and behind each job seeker's link.

Nothing personal stands on these pages. A public one is the same for all who read its language, so it may be kept.
"""

from dataclasses import dataclass

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop as english
from django.views.decorators.http import require_safe

from followups.letters.phrases import CONCERNS
from followups.seeker import page
from followups.seeker.door import behind_link

# Looks up what `english` only marked.
translated = translation.gettext
KEPT_FOR = 60 * 60
# A doubt and two sentences that answer it, as the debrief offers them.
DOUBTS = [CONCERNS[name] for name in ("gap", "little_experience", "overqualified", "changed_jobs", "english")]


@dataclass(frozen=True)
class Topic:
    """One page of advice: its name in the address, its title, and what it is about in one line."""

    slug: str
    title: str
    about: str

    @property
    def template(self):
        return f"followups/advice/topics/{self.slug.replace('-', '_')}.html"


@dataclass(frozen=True)
class Example:
    """Words for a letter, which is in English whoever writes it; `meaning` says them in the reader's language."""

    english: str

    @property
    def meaning(self):
        return translated(self.english)


# In the order in which each leads to the next.
TOPICS = [
    Topic("why-follow-up", _("Why follow up?"), _("What a short letter shows, and what it can do for you.")),
    Topic("letter-or-card", _("Letter, e-mail or card?"), _("Which one to choose, and for whom.")),
    Topic("a-doubt", _("What to say to a doubt"), _("Two sentences that answer what worries them.")),
    Topic("what-not-to-write", _("What not to write"), _("What is private and has no place in a letter.")),
    Topic("no-name", _("No name or address?"), _("How to find out whom to write to.")),
    Topic("agency", _("Through an agency"), _("Who gets your letter when an agency sent you.")),
    Topic("too-late", _("Is it too late?"), _("What still works after some days.")),
    Topic("cover-letter", _("The cover letter"), _("Before the next interview: half a page that gets you invited.")),
]
BY_SLUG = {topic.slug: topic for topic in TOPICS}

EXAMPLES = {
    "card": Example(
        english(
            "Thank you for making me feel welcome on Monday. You told me whom to ask for, and that helped me a lot."
        )
    ),
    "check_in": Example(
        english(
            "I enjoyed our talk about the job, and I am still very interested. May I ask how things stand? "
            "I would be glad to come in again."
        )
    ),
    "after_a_no": Example(
        english("Thank you for letting me know. I enjoyed meeting you, and I would be glad to hear of another job.")
    ),
    "not_health": Example(english("I was sick for a year.")),
    "ready": Example(english("I am ready to start now.")),
    "not_blame": Example(english("My old boss was unfair.")),
    "stay": Example(english("I am looking for a place where I can stay.")),
    "not_money": Example(english("I really need the money.")),
    "work": Example(english("I would like to do this work, and I can do it well.")),
    "greeting": Example(english("Dear Hiring Manager,")),
    "attention": Example(english("Attention: Hiring Manager")),
    "front_desk": Example(
        english(
            "Hello. I had an interview with you on Monday, and I want to send a thank-you note. "
            "Can you tell me how to spell the name of the person I met?"
        )
    ),
    "recruiter": Example(
        english(
            "Thank you for sending me to the interview. It went well, and I want the job. "
            "Please pass my letter on to the people I met."
        )
    ),
    "cover_letter": Example(
        english(
            "I saw that you are looking for a line cook. I like that you cook everything fresh. For two years I "
            "cooked for 80 people a day at a school, and I know the rules of food safety. I would be glad to show "
            "you what I can do. You can reach me at 713 555 0179."
        )
    ),
}


LINKED, PUBLIC = "followups/seeker/frame.html", "followups/advice/frame.html"
LANGUAGES = [{"code": code, "name": name} for code, name in page.LANGUAGE_NAMES.items()]


@login_not_required
@require_safe
def advice_list(request):
    """All topics, for everybody."""
    return show_public(request, "followups/advice/list.html")


@login_not_required
@require_safe
def advice(request, slug):
    """One topic, for everybody."""
    topic = BY_SLUG.get(slug)
    if not topic:
        return show_public(request, "followups/advice/unknown.html", status=404)
    return show_public(request, "followups/advice/topic.html", topic)


@behind_link
def seeker_advice(request, follow_up, at, slug):
    """One topic in the job seeker's language, with the way back to their page. It takes no answer."""
    topic, token = BY_SLUG.get(slug), request.link_token
    urls = {topic.slug: reverse("seeker_advice", args=[token, topic.slug]) for topic in TOPICS}
    context = {"layout": LINKED, "back": reverse("seeker", args=[token]), **page.frame(follow_up), **about(topic, urls)}
    if not topic:
        return render(request, "followups/advice/unknown.html", context, status=404)
    return render(request, "followups/advice/topic.html", context, status=400 if request.method == "POST" else 200)


def show_public(request, template, topic=None, *, status=200):
    """Answer in the language that a link of the page asked for, else in the browser's."""
    asked = request.GET.get("language")
    chosen = asked if asked in page.LANGUAGE_NAMES else ""
    keeps = f"?language={chosen}" if chosen else ""
    language = chosen or translation.get_language_from_request(request)
    urls = {topic.slug: reverse("advice", args=[topic.slug]) + keeps for topic in TOPICS}
    # A page that is not there is in no other language either.
    path = request.path if status == 200 else reverse("advice_list")
    here = {"layout": PUBLIC, "path": path, "all_topics": reverse("advice_list") + keeps, "language": language}
    with translation.override(language):
        answer = render(request, template, here | {"languages": LANGUAGES} | about(topic, urls), status=status)
    if status == 200:
        answer.headers["Cache-Control"] = f"public, max-age={KEPT_FOR}"
    return answer


def about(topic: Topic | None, urls: dict[str, str]) -> dict:
    """Return what a page of advice shows: its topic, the next one, and the way to all."""
    listed = [{"topic": each, "url": urls[each.slug], "is_here": each == topic} for each in TOPICS]
    # The last one leads back.
    following = listed[TOPICS.index(topic) + 1] if topic and topic != TOPICS[-1] else None
    return {"topic": topic, "listed": listed, "following": following, "examples": EXAMPLES, "doubts": DOUBTS}
