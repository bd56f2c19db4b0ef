"""The answers as a job seeker would say them; staff see the same values in their own words."""

from django.utils.translation import gettext_lazy as _

from followups.models import FollowUp

METHODS = {
    FollowUp.Method.LETTER_EMAIL: _("By e-mail"),
    FollowUp.Method.LETTER_POST: _("A letter by post"),
    FollowUp.Method.CARD: _("A thank-you card"),
    FollowUp.Method.PHONE: _("By phone"),
    FollowUp.Method.IN_PERSON: _("In person"),
    FollowUp.Method.MESSAGE: _("By text or online message"),
}
REASONS = {
    FollowUp.Reason.NOT_INTERESTED: _("I do not want this job"),
    FollowUp.Reason.NO_CONTACT: _("They asked not to be contacted"),
    FollowUp.Reason.ALREADY_DECIDED: _("They had already decided"),
    FollowUp.Reason.WITHDREW: _("I am no longer a candidate"),
    FollowUp.Reason.OTHER: _("Another reason"),
}
OUTCOMES = {
    FollowUp.Outcome.SECOND_INTERVIEW: _("They want to see me again"),
    FollowUp.Outcome.OFFER: _("They offered me the job"),
    FollowUp.Outcome.HIRED: _("I got the job"),
    FollowUp.Outcome.NOT_SELECTED: _("They chose somebody else"),
    FollowUp.Outcome.WAITING: _("Nothing yet, I am waiting"),
    FollowUp.Outcome.WITHDREW: _("I am no longer a candidate"),
}
# For "no place", which no reminder keeps.
NO_PLACE = "none"
JUST_REMIND = _("Just remind me")
