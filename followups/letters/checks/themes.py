"""Doubts an employer may have, and the words of which an answer to each needs one.

A doubt is known by a word of its own; what answers it may use quite other words: "I live far away" is answered by
"the bus stops at your door". Each line: what names the doubt, then the stems of what speaks to it.
"""

import re

from followups.letters.checks.stems import stem


def theme(names: str, answers: str):
    return re.compile(rf"\b(?:{'|'.join(names.split())})", re.IGNORECASE), frozenset(map(stem, answers.split()))


THEMES = [
    theme(
        r"gap out.of.work unemploy without.a.job between.jobs time.off no.job history years.away employment",
        "gap break between away history without unemployed return returned pause meanwhile volunteer course while",
    ),
    theme(
        r"experience inexperienced beginner never.(?:done|used|worked) new.(?:to|for) first.job",
        "experience learn train training taught teach practice beginner newcomer course class similar never",
    ),
    theme(
        r"far\b distance commut car\b bus\b driv transport ride travel",
        "far distance commute bus car drive ride transport transportation route mile miles metro train carpool bike "
        "truck move moving traffic live licence license",
    ),
    theme(
        r"english language accent speak",
        "english language speak accent class understand communicate bilingual write",
    ),
    theme(
        r"hours schedule shift night weekend availab evening early",
        "hours hour shift shifts schedule available availability night nights weekend weekends evening evenings "
        "saturday saturdays sunday sundays flexible overtime early",
    ),
    theme(
        r"overqualified too.(?:much|experienced) qualified bored",
        "overqualified stay bored qualified level leave title bigger smaller former",
    ),
    theme(
        r"changed.jobs many.jobs short.jobs hop job.hopp stay leave loyal",
        "stay stayed settle changed change contract temporary season seasonal loyal years place leave",
    ),
    theme(
        r"lift heavy strong strength physical stand pounds",
        "lift lifted heavy strong physical stand standing load loaded carry carried pounds feet",
    ),
    theme(
        r"comput software excel technolog system program register typing spreadsheet",
        "computer computers software excel system program learn practice practicing typing type spreadsheet "
        "spreadsheets register screen online course",
    ),
    theme(
        r"licen[sc]e certif degree diploma ged school educat college",
        "license licence certificate certification certified degree diploma ged school class test exam study course "
        "enrolled college permit",
    ),
    theme(r"referenc", "reference references letter vouch recommend recommended confirm supervisor"),
    theme(
        r"slow fast speed pace rush busy keep.up",
        "slow fast faster speed pace quick rush busy quickly",
    ),
    theme(
        r"lead supervis manag team.of in.charge",
        "lead led leading supervise supervised supervisor train trained crew charge manage managed responsible",
    ),
    theme(
        r"quiet shy nervous confiden did.not.say.much",
        "quiet shy nervous calm listen listened confident speak talk",
    ),
    theme(r"answer question", "question answer answered asked thought"),
    theme(r"pay\b salary wage", "pay salary wage"),
    theme(r"late\b punctual on.time", "late time early clock punctual minute minutes"),
    theme(r"another.kind other.(?:kind|trade|field|line) different change.of", "line field trade kind different other"),
    theme(r"alone team", "team alone together coworker coworkers crew"),
]


def speaks_to(concern: str) -> set[str]:
    """Return the stems of which a letter that answers this concern has one."""
    return {word for names, answers in THEMES if names.search(concern) for word in answers}
