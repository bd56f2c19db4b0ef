"""What was written down after two interviews on Maria Lopez's desk, and the letters begun from it."""

import datetime

from candidates.models import Contact
from followups.intake.debrief import ANSWERS, Said, save_debrief
from followups.letters.advice import advice_for
from followups.letters.begin import begin
from workforce.demo.data.clock import local

BLANK = {**dict.fromkeys(ANSWERS, ""), "decides_on": None, "through_agency": False}
DECIDE_AFTER = datetime.timedelta(days=9)
# Picked phrases come with their English; her own words are to be put into English with her counselor.
IN_HER_OWN_LANGUAGE = {
    "moment_words": "Bếp trưởng cho tôi xem lò hun khói và mời tôi nếm thử món thịt ức bò.",
    "why": "good_at",
    "concern": "english",
    "strength": "food_safety",
}
IN_ENGLISH = {
    "moment_words": "Dana showed me the new rigging shop, and we talked about sailing on the bay.",
    "why": "enjoy",
    "why_words": "I grew up around boats, and your customers want somebody who knows what a turnbuckle is.",
    "concern": "other_trade",
    "strength": "spreadsheets",
}


def met_at_the_grill() -> list[Contact]:
    chef = {"role": Contact.Role.HIRING_MANAGER, "email": "pat.ohara@example.net"}
    front = {"role": Contact.Role.ASSISTANT, "particularly_helpful": True}
    return [Contact(name="Pat O’Hara", **chef), Contact(name="Denise Fontenot", **front)]


def met_at_the_supply() -> list[Contact]:
    address = "H&B Marine Supply\n410 Shipyard Rd\nSeabrook, TX 77586"
    return [Contact(name="Dana Whitfield", email="dana.whitfield@example.net", postal_address=address)]


def debriefed(answers: dict):
    """Write down what was said, and begin the first letter that is advised."""

    def do(follow_up, *, by, at):
        decides_on = local(at).date() + DECIDE_AFTER
        save_debrief(follow_up, Said(answers={**BLANK, **answers, "decides_on": decides_on}), edition=0, by=by, at=at)
        advised = advice_for(follow_up, local(at).date())[0]
        begin(follow_up, advised.kind, advised.contact, advised.way, by=by, at=at)

    return do
