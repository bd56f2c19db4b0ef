"""Phrases to pick in one's own language, each with its fixed English: a letter goes out in English, whoever writes it.

Somebody who picks a phrase says what it says, so each states one plain thing about the job, the talk or the person.
None speaks of health, family, or anybody's record. Each stands on its own, also in a letter to a recruiter; `{job}`
and `{employer}` are filled in.
"""

# Marks a text for translation and leaves it English; the phrase translates it where it is shown.
from django.utils.translation import gettext_noop as _

from followups.letters.phrase import Phrase


def _by_name(*phrases: Phrase) -> dict[str, Phrase]:
    return {phrase.name: phrase for phrase in phrases}


MOMENTS = _by_name(
    Phrase(
        "welcome",
        _("I was made to feel welcome"),
        _("The friendly welcome at {employer} put me at ease from the first minute."),
    ),
    Phrase(
        "workplace",
        _("I saw where the work is done"),
        _("I was glad to see where the work is done. Since then I can picture myself working there."),
    ),
    Phrase(
        "team",
        _("I met the people I would work with"),
        _("I enjoyed meeting the people I would work with, and I saw how well they get along."),
    ),
    Phrase(
        "clear_picture",
        _("The job was explained well"),
        _("The job was explained to me so clearly that I now know what a normal day looks like."),
    ),
    Phrase(
        "training",
        _("They told me how new people are trained"),
        _("I was glad to hear how {employer} trains new people, and that questions are welcome."),
    ),
    Phrase(
        "plans",
        _("They told me about their plans"),
        _("I was interested to hear what {employer} plans to do next, and I would like to be part of it."),
    ),
    Phrase(
        "customers",
        _("They care about their customers"),
        _("I noticed how much the people at {employer} care about their customers."),
    ),
    Phrase(
        "safety",
        _("They take safety seriously"),
        _("I noticed that {employer} takes safety seriously. That matters to me, too."),
    ),
    Phrase(
        "moving_up",
        _("People there can move up"),
        _("I was glad to hear that people at {employer} can learn new skills and move up."),
    ),
    Phrase(
        "questions",
        _("The questions were about real work"),
        _("I liked that the questions were about things that really happen at work. They have kept me thinking."),
    ),
    Phrase(
        "trying",
        _("I could try some of the work"),
        _("I was glad that I could try some of the work and not only talk about it."),
    ),
    Phrase(
        "story",
        _("They told me how the place began"),
        _("I enjoyed hearing how {employer} began and what people there are proud of today."),
    ),
)

WHYS = _by_name(
    Phrase(
        "good_at",
        _("It is what I am good at"),
        _("The job asks for what I do well, so I could be of use to {employer} from the first week."),
    ),
    Phrase(
        "enjoy",
        _("I like this kind of work"),
        _("I like this kind of work, and I do my best when I like what I do."),
    ),
    Phrase(
        "learn",
        _("I can learn there"),
        _("I want to keep learning, and at {employer} I could learn something new while I do good work."),
    ),
    Phrase(
        "teamwork",
        _("I like to work with others"),
        _("I would rather work with others than alone, and at {employer} people can count on each other."),
    ),
    Phrase(
        "helping",
        _("I like to help people"),
        _("I like to help people, and at {employer} I could do that every day."),
    ),
    Phrase(
        "good_name",
        _("The employer has a good name"),
        _("I have heard good things about {employer}, and I would be proud to work there."),
    ),
    Phrase(
        "steady",
        _("I want to stay for a long time"),
        _("I am looking for a place where I can stay for years, and I can see myself staying at {employer}."),
    ),
    Phrase(
        "hours",
        _("The hours suit me"),
        _("The hours suit me well, so {employer} could always count on me to be there."),
    ),
    Phrase(
        "hands_on",
        _("I like to work with my hands"),
        _("I like to work with my hands and to see at the end of the day what I have done."),
    ),
    Phrase(
        "responsibility",
        _("I would have responsibility"),
        _("I like to be trusted with things that matter, and at {employer} I would get that chance."),
    ),
    Phrase(
        "good_cause",
        _("The work does some good"),
        _("I want my work to do some good for the people around here, and at {employer} it would."),
    ),
    Phrase(
        "close_by",
        _("It is close to my home"),
        _("{employer} is close to my home, so it would be easy for me to be early, or to come in when I am needed."),
    ),
    Phrase(
        "growing",
        _("I want to grow with them"),
        _("I am thinking ahead: I want to learn this job well and take on more at {employer} over time."),
    ),
)

CONCERNS = _by_name(
    Phrase(
        "gap",
        _("I was out of work for a while"),
        _("My work history shows some time without a job. That time is behind me, and I am ready to start now."),
    ),
    Phrase(
        "little_experience",
        _("I have little experience"),
        _(
            "I have not done this work for long. I make up for it by learning fast, asking when I am not sure, and "
            "checking what I have done."
        ),
    ),
    Phrase(
        "overqualified",
        _("They may think I am overqualified"),
        _(
            "With my experience, it would be fair to wonder if I would stay. I applied because I want to do this "
            "work, and I plan to stay."
        ),
    ),
    Phrase(
        "no_degree",
        _("I have no degree"),
        _("I do not have a degree. I learned what I know on the job, and it shows in how I work."),
    ),
    Phrase(
        "no_certificate",
        _("I do not have the certificate yet"),
        _("I do not have the certificate for this work yet. I am ready to study for it and to take the test."),
    ),
    Phrase(
        "changed_jobs",
        _("I have changed jobs often"),
        _("I have changed jobs more often than I wanted to. Now I am looking for one place where I can stay."),
    ),
    Phrase(
        "other_trade",
        _("I come from another kind of work"),
        _(
            "I come from another line of work. Much of what I learned there helps here, too: being on time, working "
            "with care, and getting along with people."
        ),
    ),
    Phrase(
        "commute",
        _("I live far away"),
        _("I live some distance away. I have planned how I would get to work, and I would be there on time."),
    ),
    Phrase(
        "hours",
        _("They were not sure that the hours work for me"),
        _("We talked about the hours and shifts. I have thought it through, and they work for me."),
    ),
    Phrase(
        "computers",
        _("I am new to computers"),
        _("I am still new to computers. I am practicing, and once I have been shown how to do something, I can do it."),
    ),
    Phrase(
        "english",
        _("I am still learning English"),
        _("I am still learning English, and it gets better every month. When I want to be sure, I ask."),
    ),
    Phrase(
        "no_good_answer",
        _("I had no good answer to a question"),
        _(
            "There was one question that I did not answer as well as I wanted to. I have thought about it since, and I "
            "would gladly give a better answer."
        ),
    ),
    Phrase(
        "nervous",
        _("I was nervous"),
        _("I was nervous in the interview and may not have shown all that I can do. On the job I am calm and careful."),
    ),
    Phrase(
        "asked_pay",
        _("I asked about pay"),
        _(
            "I asked about pay in the interview. I would not want that to give the wrong idea: I applied because of "
            "the work itself."
        ),
    ),
    Phrase(
        "few_references",
        _("I have few references"),
        _("I do not have many references yet. I would gladly come in for a day so that {employer} can see how I work."),
    ),
    Phrase(
        "quiet",
        _("I did not say much"),
        _("I did not say much in the interview. I listen first and then speak, and I was listening closely."),
    ),
    Phrase(
        "late",
        _("I came late"),
        _("I was late for the interview, and I am sorry. Being on time matters to me, and I will show that at work."),
    ),
)

STRENGTHS = _by_name(
    Phrase(
        "forklift",
        _("Driving a forklift"),
        _("I can drive a forklift, and I keep a close eye on the people around me when I do."),
    ),
    Phrase(
        "food_safety",
        _("Food safety"),
        _("I know the rules of food safety, and I keep my station clean through the whole shift."),
    ),
    Phrase(
        "customer_service",
        _("Dealing with customers"),
        _("I have worked with customers, and I stay friendly even when somebody is upset."),
    ),
    Phrase(
        "languages",
        _("I speak more than one language"),
        _("I speak more than one language, so I can step in when a customer or a coworker needs that."),
    ),
    Phrase(
        "on_time",
        _("I am always on time"),
        _("I am always on time. When I say that I will be there, I am there."),
    ),
    Phrase(
        "spreadsheets",
        _("Spreadsheets"),
        _("I work with spreadsheets and can keep lists and numbers in good order."),
    ),
    Phrase(
        "nights",
        _("Nights and weekends"),
        _("I can work nights and weekends, and I am willing to take the shifts that are hard to fill."),
    ),
    Phrase(
        "caring",
        _("Caring for people"),
        _("I have cared for people who needed help, and I know what patience and respect mean to them."),
    ),
    Phrase(
        "teamwork",
        _("Working in a team"),
        _("I am a good teammate: I lend a hand without being asked, and I tell others what they need to know."),
    ),
    Phrase(
        "learning",
        _("Learning fast"),
        _("I learn fast. When somebody shows me something, I write it down, and soon I can do it on my own."),
    ),
    Phrase(
        "cash",
        _("Handling cash"),
        _("I have handled cash and card payments, and I count with care."),
    ),
    Phrase(
        "driving",
        _("Driving"),
        _("I have a driver’s license, and I know my way around the area."),
    ),
    Phrase(
        "tools",
        _("Tools and small repairs"),
        _("I am good with tools and can take care of small repairs myself."),
    ),
    Phrase(
        "order",
        _("Keeping things in order"),
        _("I keep things in order, so whoever works after me finds everything in its place."),
    ),
    Phrase(
        "calm",
        _("Staying calm when it is busy"),
        _("I stay calm when it gets busy, and I work through one thing after another until all of it is done."),
    ),
    Phrase(
        "showing_others",
        _("Showing others how it is done"),
        _("I have shown new coworkers how the work is done, and I enjoy doing that."),
    ),
    Phrase(
        "office_work",
        _("Phone, e-mail and computer"),
        _("I am at home with the phone, e-mail and the computer, and I answer people the same day."),
    ),
    Phrase(
        "stock",
        _("Keeping track of stock"),
        _("I have kept track of stock, and I notice when something is about to run out."),
    ),
    Phrase(
        "details",
        _("An eye for detail"),
        _("I have an eye for detail and catch mistakes before they cause trouble."),
    ),
    Phrase(
        "cooking",
        _("Cooking"),
        _("I love to cook, and I work fast and clean when I do."),
    ),
)

# Which list the answers to each question of the debrief are picked from.
LISTS = {"moment": MOMENTS, "why": WHYS, "concern": CONCERNS, "strength": STRENGTHS}
