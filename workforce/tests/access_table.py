"""Who may open and do what: each address, each role, each method. A new address needs its lines here.

The columns are `people.ROLES`: nobody, then seen from one job seeker their counselor, one who covers, a colleague of
the office, a counselor elsewhere, the manager, a manager elsewhere, the regional manager, an administrator. A cell is
the status of the answer, L for "sign in first"; a + says that something was changed: without it nothing may be.
What is posted stands in `posted`. After a colon stands what tells two lines of one address apart.
"""

import datetime

from django.utils import timezone

from accounts.models import Office
from followups.cadences.tests import posted as cadence
from followups.intake.tests.forms import filled
from followups.tests.builders import PASSWORD
from followups.wordings.tests.texts import form_data
from workforce.tests.people import EMAIL, NAME

TABLE = """
                                          nobody own   cover same  other mngr  elsew regnl admin
# Probes, the way in, passwords
healthz                              GET  200   200   200   200   200   200   200   200   200
healthz                              POST 405   405   405   405   405   405   405   405   405
readyz                               GET  200   200   200   200   200   200   200   200   200
readyz                               POST 405   405   405   405   405   405   405   405   405
home                                 GET  L     302   302   302   302   302   302   302   302
home                                 POST L     405   405   405   405   405   405   405   405
account_login                        GET  200   302   302   302   302   302   302   302   302
account_login                        POST 200   302   302   302   302   302   302   302   302
account_logout                       GET  302   200   200   200   200   200   200   200   200
account_logout                       POST 302   302   302   302   302   302   302   302   302
language                             GET  L     405   405   405   405   405   405   405   405
language                             POST L     302+  302+  302+  302+  302+  302+  302+  302+
account_inactive                     GET  200   200   200   200   200   200   200   200   200
account_inactive                     POST 405   405   405   405   405   405   405   405   405
account_change_password              GET  L     200   200   200   200   200   200   200   200
account_change_password              POST L     302+  302+  302+  302+  302+  302+  302+  302+
account_reset_password               GET  200   200   200   200   200   200   200   200   200
account_reset_password               POST 302   302   302   302   302   302   302   302   302
account_reset_password_done          GET  200   200   200   200   200   200   200   200   200
account_reset_password_done          POST 405   405   405   405   405   405   405   405   405
account_reset_password_from_key      GET  200   200   200   200   200   200   200   200   200
account_reset_password_from_key      POST 200   200   200   200   200   200   200   200   200
account_reset_password_from_key_done GET  200   200   200   200   200   200   200   200   200
account_reset_password_from_key_done POST 405   405   405   405   405   405   405   405   405
# Offices and staff
offices                              GET  L     404   404   404   404   200   200   200   200
offices                              POST L     405   405   405   405   405   405   405   405
office_add                           GET  L     404   404   404   404   404   404   404   200
office_add                           POST L     404   404   404   404   404   404   404   302+
office_edit                          GET  L     404   404   404   404   200   404   200   200
office_edit                          POST L     404   404   404   404   404   404   404   302+
cadence_default                      GET  L     404   404   404   404   404   404   200   200
cadence_default                      POST L     404   404   404   404   404   404   302+  302+
cadence                              GET  L     404   404   404   404   200   404   200   200
cadence                              POST L     404   404   404   404   302+  404   404   302+
cadence_back                         GET  L     404   404   404   404   200   404   404   200
cadence_back                         POST L     404   404   404   404   302+  404   404   302+
staff                                GET  L     404   404   404   404   200   200   200   200
staff                                POST L     405   405   405   405   405   405   405   405
staff_add                            GET  L     404   404   404   404   404   404   404   200
staff_add                            POST L     404   404   404   404   404   404   404   302+
staff_edit                           GET  L     404   404   404   404   404   404   404   200
staff_edit                           POST L     404   404   404   404   404   404   404   302+
staff_link                           GET  L     405   405   405   405   405   405   405   405
staff_link                           POST L     404   404   404   404   404   404   404   302
# The texts of the mails, and what was sent
wordings                             GET  L     404   404   404   404   200   200   200   200
wordings                             POST L     405   405   405   405   405   405   405   405
wording_add                          GET  L     404   404   404   404   200   200   200   200
wording_add                          POST L     404   404   404   404   302+  200   302+  302+
wording                              GET  L     404   404   404   404   200   404   200   200
wording                              POST L     404   404   404   404   302+  404   404   302+
wording:of the region                GET  L     404   404   404   404   200   200   200   200
wording:of the region                POST L     404   404   404   404   404   404   302+  302+
wording_retire                       GET  L     405   405   405   405   405   405   405   405
wording_retire                       POST L     404   404   404   404   302+  404   404   302+
wording_retire:of the region         POST L     404   404   404   404   404   404   302   302
delivery                             GET  L     200   200   200   404   200   404   200   404
delivery                             POST L     405   405   405   405   405   405   405   405
# Operations
operations                           GET  L     404   404   404   404   200   200   200   200
operations                           POST L     405   405   405   405   405   405   405   405
operations_unknown                   GET  L     404   404   404   404   200   200   200   200
operations_unknown                   POST L     405   405   405   405   405   405   405   405
operations_not_arrived               GET  L     404   404   404   404   200   200   200   200
operations_not_arrived               POST L     405   405   405   405   405   405   405   405
operations_passes                    GET  L     404   404   404   404   200   200   200   200
operations_passes                    POST L     405   405   405   405   405   405   405   405
operations_next_hour                 GET  L     404   404   404   404   200   200   200   200
operations_next_hour                 POST L     405   405   405   405   405   405   405   405
operations_paused_seekers            GET  L     404   404   404   404   200   200   200   404
operations_paused_seekers            POST L     405   405   405   405   405   405   405   405
operations_copy                      GET  L     405   405   405   405   405   405   405   405
operations_copy                      POST L     404   404   404   404   302+  404   404   302+
operations_leave                     GET  L     405   405   405   405   405   405   405   405
operations_leave                     POST L     404   404   404   404   302+  404   404   302+
operations_pause                     GET  L     405   405   405   405   405   405   405   405
operations_pause                     POST L     404   404   404   404   302+  200   200   302+
operations_pause_end                 GET  L     405   405   405   405   405   405   405   405
operations_pause_end                 POST L     404   404   404   404   302+  404   404   302+
operations_pause_end:everywhere      POST L     404   404   404   404   404   404   404   302+
operations_pause_end:of a seeker     POST L     404   404   404   404   302+  404   404   404
operations_go                        GET  L     405   405   405   405   405   405   405   405
operations_go                        POST L     404   404   404   404   404   404   404   302+
# The desk and its answers
desk                                 GET  L     200   200   200   200   200   200   404   404
desk                                 POST L     405   405   405   405   405   405   405   405
follow_up_answer                     GET  L     200   200   404   404   404   404   404   404
follow_up_answer                     POST L     405   405   405   405   405   405   405   405
follow_up_done                       GET  L     405   405   405   405   405   405   405   405
follow_up_done                       POST L     302+  302+  404   404   404   404   404   404
follow_up_decline                    GET  L     405   405   405   405   405   405   405   405
follow_up_decline                    POST L     302+  302+  404   404   404   404   404   404
follow_up_not_yet                    GET  L     405   405   405   405   405   405   405   405
follow_up_not_yet                    POST L     302+  302+  404   404   404   404   404   404
follow_up_plan                       GET  L     405   405   405   405   405   405   405   405
follow_up_plan                       POST L     302+  302+  404   404   404   404   404   404
follow_up_void                       GET  L     405   405   405   405   405   405   405   405
follow_up_void                       POST L     302+  302+  404   404   404   404   404   404
follow_up_miss                       GET  L     405   405   405   405   405   405   405   405
follow_up_miss                       POST L     302+  302+  404   404   404   404   404   404
follow_up_outcome                    GET  L     405   405   405   405   405   405   405   405
follow_up_outcome                    POST L     302+  302+  404   404   404   404   404   404
follow_up_reopen                     GET  L     405   405   405   405   405   405   405   405
follow_up_reopen                     POST L     302+  302+  404   404   404   404   404   404
task_done                            GET  L     405   405   405   405   405   405   405   405
task_done                            POST L     302+  302+  404   404   404   404   404   404
# Job seekers, employers, interviews
candidate_list                       GET  L     200   200   200   200   200   200   200   404
candidate_list                       POST L     405   405   405   405   405   405   405   405
candidate                            GET  L     200   200   200   404   200   404   200   404
candidate                            POST L     405   405   405   405   405   405   405   405
candidate_add                        GET  L     200   200   200   200   404   404   404   404
candidate_add                        POST L     302+  302+  302+  302+  404   404   404   404
candidate_edit                       GET  L     200   200   404   404   404   404   404   404
candidate_edit                       POST L     302+  302+  404   404   404   404   404   404
candidate_cover                      GET  L     405   405   405   405   405   405   405   405
candidate_cover                      POST L     302   302   302+  404   404   404   404   404
candidate_pause                      GET  L     405   405   405   405   405   405   405   405
candidate_pause                      POST L     302+  302+  404   404   302+  404   404   404
candidate_address_works              GET  L     405   405   405   405   405   405   405   405
candidate_address_works              POST L     302+  302+  404   404   404   404   404   404
candidate_digits                     GET  L     405   405   405   405   405   405   405   405
candidate_digits                     POST L     302+  302+  404   404   404   404   404   404
candidate_suggestions                GET  L     200   200   200   200   404   404   404   404
candidate_suggestions                POST L     405   405   405   405   405   405   405   405
employer_suggestions                 GET  L     200   200   200   200   404   404   404   404
employer_suggestions                 POST L     405   405   405   405   405   405   405   405
interview                            GET  L     200   200   200   404   200   404   200   404
interview                            POST L     405   405   405   405   405   405   405   405
interview_slip                       GET  L     200   200   404   404   404   404   404   404
interview_slip                       POST L     302+  302+  404   404   404   404   404   404
interview_add                        GET  L     200   200   200   200   404   404   404   404
interview_add:of the job seeker      GET  L     200   200   404   404   404   404   404   404
interview_add                        POST L     302+  302+  200   200   404   404   404   404
interview_edit                       GET  L     200   200   404   404   404   404   404   404
interview_edit                       POST L     302+  302+  404   404   404   404   404   404
interview_debrief                    GET  L     200   200   404   404   404   404   404   404
interview_debrief                    POST L     302+  302+  404   404   404   404   404   404
interview_letters                    GET  L     200   200   404   404   404   404   404   404
interview_letters                    POST L     302+  302+  404   404   404   404   404   404
interview_plan_ics                   GET  L     200   200   200   404   200   404   200   404
interview_plan_ics                   POST L     405   405   405   405   405   405   405   405
# Letters: shared with staff, or the job seeker's alone
letter                               GET  L     200   200   200   404   200   404   200   404
letter                               POST L     303+  303+  404   404   404   404   404   404
letter:private                       GET  L     404   404   404   404   404   404   404   404
letter:private                       POST L     404   404   404   404   404   404   404   404
letter_pdf                           GET  L     200   200   200   404   200   404   200   404
letter_pdf                           POST L     405   405   405   405   405   405   405   405
letter_pdf:private                   GET  L     404   404   404   404   404   404   404   404
letter_docx                          GET  L     200   200   200   404   200   404   200   404
letter_docx                          POST L     405   405   405   405   405   405   405   405
letter_docx:private                  GET  L     404   404   404   404   404   404   404   404
letter_envelope                      GET  L     200   200   200   404   200   404   200   404
letter_envelope                      POST L     405   405   405   405   405   405   405   405
letter_envelope:private              GET  L     404   404   404   404   404   404   404   404
letter_print                         GET  L     200   200   200   404   200   404   200   404
letter_print                         POST L     405   405   405   405   405   405   405   405
letter_print:private                 GET  L     404   404   404   404   404   404   404   404
# Reports
reports                              GET  L     404   404   404   404   200   200   200   200
reports:of the office                GET  L     404   404   404   404   200   404   200   200
reports                              POST L     405   405   405   405   405   405   405   405
report_interviews                    GET  L     404   404   404   404   200   200   200   404
report_interviews:of the office      GET  L     404   404   404   404   200   404   200   404
report_interviews:of the counselor   GET  L     404   404   404   404   200   404   200   404
report_interviews                    POST L     405   405   405   405   405   405   405   405
# The job seeker's pages: whoever holds the link is the job seeker
seeker                               GET  200   200   200   200   200   200   200   200   200
seeker                               POST 303+  303+  303+  303+  303+  303+  303+  303+  303+
seeker:forged                        GET  404   404   404   404   404   404   404   404   404
seeker:forged                        POST 404   404   404   404   404   404   404   404   404
seeker_letter                        GET  200   200   200   200   200   200   200   200   200
seeker_letter                        POST 303+  303+  303+  303+  303+  303+  303+  303+  303+
seeker_letter:private                GET  200   200   200   200   200   200   200   200   200
seeker_letter:forged                 GET  404   404   404   404   404   404   404   404   404
seeker_letter:forged                 POST 404   404   404   404   404   404   404   404   404
seeker_letter:of another             GET  404   404   404   404   404   404   404   404   404
seeker_letter:of another             POST 404   404   404   404   404   404   404   404   404
seeker_letter_pdf                    GET  200   200   200   200   200   200   200   200   200
seeker_letter_pdf                    POST 200   200   200   200   200   200   200   200   200
seeker_letter_pdf:forged             GET  404   404   404   404   404   404   404   404   404
seeker_letter_pdf:of another         GET  404   404   404   404   404   404   404   404   404
seeker_letter_docx                   GET  200   200   200   200   200   200   200   200   200
seeker_letter_docx                   POST 200   200   200   200   200   200   200   200   200
seeker_letter_docx:forged            GET  404   404   404   404   404   404   404   404   404
seeker_letter_docx:of another        GET  404   404   404   404   404   404   404   404   404
seeker_letter_envelope               GET  200   200   200   200   200   200   200   200   200
seeker_letter_envelope               POST 200   200   200   200   200   200   200   200   200
seeker_letter_envelope:forged        GET  404   404   404   404   404   404   404   404   404
seeker_letter_envelope:of another    GET  404   404   404   404   404   404   404   404   404
seeker_debrief                       GET  200   200   200   200   200   200   200   200   200
seeker_debrief                       POST 303+  303+  303+  303+  303+  303+  303+  303+  303+
seeker_debrief:forged                POST 404   404   404   404   404   404   404   404   404
seeker_letters                       GET  200   200   200   200   200   200   200   200   200
seeker_letters                       POST 303+  303+  303+  303+  303+  303+  303+  303+  303+
seeker_letters:forged                POST 404   404   404   404   404   404   404   404   404
seeker_plan_ics                      GET  200   200   200   200   200   200   200   200   200
seeker_plan_ics                      POST 200   200   200   200   200   200   200   200   200
seeker_plan_ics:forged               GET  404   404   404   404   404   404   404   404   404
go                                   GET  200   200   200   200   200   200   200   200   200
go                                   POST 404   404   404   404   404   404   404   404   404
seeker_advice                        GET  200   200   200   200   200   200   200   200   200
seeker_advice                        POST 400   400   400   400   400   400   400   400   400
seeker_advice:unknown                GET  404   404   404   404   404   404   404   404   404
seeker_advice:forged                 GET  404   404   404   404   404   404   404   404   404
unsubscribe                          GET  200   200   200   200   200   200   200   200   200
unsubscribe                          POST 200+  200+  200+  200+  200+  200+  200+  200+  200+
unsubscribe:forged                   POST 404   404   404   404   404   404   404   404   404
# Advice for everybody
advice_list                          GET  200   200   200   200   200   200   200   200   200
advice_list                          POST 405   405   405   405   405   405   405   405   405
advice                               GET  200   200   200   200   200   200   200   200   200
advice                               POST 405   405   405   405   405   405   405   405   405
advice:unknown                       GET  404   404   404   404   404   404   404   404   404
# The demonstration's mailbox, where there is none
demo_mailbox                         GET  L     404   404   404   404   404   404   404   404
demo_mailbox                         POST L     405   405   405   405   405   405   405   405
demo_mail                            GET  L     404   404   404   404   404   404   404   404
demo_mail                            POST L     405   405   405   405   405   405   405   405
demo_mail_html                       GET  L     404   404   404   404   404   404   404   404
demo_mail_html                       POST L     405   405   405   405   405   405   405   405
"""

# What stands in an address that takes something, by its name: a key of `people.Region.args`.
ARGS = {
    "account_reset_password_from_key": "key",
    "office_edit": "office",
    "cadence": "office",
    "cadence_back": "second",
    "staff_edit": "staff",
    **dict.fromkeys(("wording", "wording_retire"), "text"),
    **dict.fromkeys(("wording:of the region", "wording_retire:of the region"), "regions_text"),
    "delivery": "lost",
    "staff_link": "staff",
    "operations_pause_end": "pause",
    "operations_pause_end:everywhere": "everywhere",
    "operations_pause_end:of a seeker": "own_pause",
    **dict.fromkeys(("operations_copy", "operations_leave"), "lost"),
    "operations_go": "hold",
    **{
        f"follow_up_{act}": "follow_up"
        for act in ("answer", "done", "decline", "not_yet", "plan", "void", "miss", "outcome")
    },
    "follow_up_reopen": "closed",
    "task_done": "task",
    **dict.fromkeys(("candidate", "candidate_edit", "candidate_cover", "candidate_pause"), "candidate"),
    "candidate_address_works": "candidate",
    "candidate_digits": "candidate",
    **dict.fromkeys(("interview", "interview_edit", "interview_slip"), "interview"),
    **dict.fromkeys(("interview_debrief", "interview_letters", "interview_plan_ics"), "interview"),
    **dict.fromkeys(("seeker_debrief", "seeker_letters", "seeker_plan_ics"), "link"),
    **dict.fromkeys(("seeker_debrief:forged", "seeker_letters:forged", "seeker_plan_ics:forged"), "forged"),
    **dict.fromkeys(("letter", "letter_pdf", "letter_docx", "letter_envelope", "letter_print"), "letter"),
    **{f"letter{file}:private": "private_letter" for file in ("", "_pdf", "_docx", "_envelope", "_print")},
    **{f"seeker_letter{file}": "link_letter" for file in ("", "_pdf", "_docx", "_envelope")},
    **{f"seeker_letter{file}:forged": "forged_letter" for file in ("", "_pdf", "_docx", "_envelope")},
    **{f"seeker_letter{file}:of another": "link_other_letter" for file in ("", "_pdf", "_docx", "_envelope")},
    "seeker_letter:private": "link_private_letter",
    "seeker": "link",
    "seeker_advice": "link_advice",
    "seeker_advice:unknown": "link_no_advice",
    "seeker_advice:forged": "forged_advice",
    "advice": "advice",
    "advice:unknown": "no_advice",
    "seeker:forged": "forged",
    "unsubscribe": "opt_out",
    "unsubscribe:forged": "forged",
    "demo_mail": "mail",
    "demo_mail_html": "mail",
}

# Their asking part, filled with the ids of the region.
QUERIES = {
    "interview_add:of the job seeker": "?candidate={candidate}",
    "reports:of the office": "?office={office}",
    "report_interviews": "?measure=open",
    "report_interviews:of the office": "?measure=open&office={office}",
    "report_interviews:of the counselor": "?measure=open&counselor={staff}",
    "employer_suggestions": "?q=gulf",
    "candidate_suggestions": "?q=nguyen",
}

DEBRIEF = {"why_words": "Fresh bread at four in the morning."}
BEGIN = {"kind": "strategic", "way": "email"}
LETTER = {"act": "save", "edition": 1, "paragraph": ["Thank you for your time.", ""]}


def lines():
    """Yield (name, method, cells) of each line of the table."""
    for line in TABLE.strip().splitlines()[1:]:
        if not line.startswith("#"):
            words = line.split()
            *name, method = words[:-9]
            yield " ".join(name), method, words[-9:]


def posted(name, ids) -> dict:
    """Return what a form sends that is filled in rightly."""
    tomorrow = timezone.localdate() + datetime.timedelta(days=1)
    office = {
        **{"name": "New Office", "county": "Harris", "time_zone": "America/Chicago", "postal_address": "1 Main St"},
        **{"phone": "713 555 0100", "email": "new@example.org", "sends_from": "08:00", "sends_until": "20:00"},
        "sending_days": ["1", "2"],
    }
    member = {"name": "Somebody New", "role": "counselor", "offices": [ids["office"]], "email": "new@example.org"}
    text = form_data(office=ids["office"], kind="nudge", seen=1)
    new = "bayou-heron-and-morning-fog"
    return {
        **dict.fromkeys(("wording_add", "wording", "wording:of the region"), text),
        "language": {"language": "es"},
        "account_change_password": {"oldpassword": PASSWORD, "password1": new, "password2": new},
        "account_reset_password": {"email": "nobody@example.org"},
        "office_add": office,
        "office_edit": office,
        "cadence_default": cadence.posted(changes={1: {"delay": 4}}),
        "cadence": cadence.posted(Office.objects.get(pk=ids["office"])),
        "staff_add": member,
        "staff_edit": member | {"is_active": "on"},
        "operations_pause": {"office": ids["second"], "reason": "Flood"},
        "follow_up_done": {"sent": "letter_email today"},
        "follow_up_decline": {"reason": "other"},
        "follow_up_not_yet": {"look": "day", "look_on": tomorrow.isoformat()},
        "follow_up_plan": {"day": tomorrow.isoformat(), "time": "10:00"},
        "follow_up_outcome": {"outcome": "offer"},
        "candidate_add": {"full_name": "Somebody Else", "language": "en"},
        "candidate_edit": {"full_name": NAME, "email": EMAIL, "language": "vi", "status": "active"},
        "candidate_pause": {"act": "resume"},
        "candidate_digits": {"digits": "2580"},
        "go": {"code": "ABCDE-FGHJK"},
        "interview_add": filled(NAME, candidate=ids["candidate"]),
        "interview_edit": filled(job_title="Head cook"),
        **dict.fromkeys(("interview_debrief", "seeker_debrief"), DEBRIEF),
        **dict.fromkeys(("interview_letters", "seeker_letters"), BEGIN),
        **dict.fromkeys(("letter", "letter:private", "seeker_letter"), LETTER),
        "seeker": {"act": "sent", "method": "letter_email", "day": "today"},
    }.get(name, {})
