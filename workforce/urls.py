"""All addresses (DESIGN section 11)."""

from django.urls import include, path

from accounts import views as accounts
from candidates import views as candidates
from followups.cadences import views as cadences
from followups.desk import acts, people
from followups.desk import debrief as desk_debrief
from followups.desk import letters as desk_letters
from followups.desk import views as desk
from followups.desk.address import candidate_address_works
from followups.desk.digits import candidate_digits
from followups.desk.slips import interview_slip
from followups.intake import views as intake
from followups.operations import acts as operations_acts
from followups.operations import views as operations
from followups.reports import views as reports
from followups.seeker import advice
from followups.seeker import debrief as seeker_debrief
from followups.seeker import letters as seeker_letters
from followups.seeker.go import go
from followups.seeker.views import seeker, unsubscribe
from followups.wordings import views as wordings
from followups.wordings.sent import delivery
from workforce.health import healthz, readyz

urlpatterns = [
    path("", accounts.home, name="home"),
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
    path("accounts/", include("accounts.urls")),
    path("offices/", accounts.offices, name="offices"),
    path("offices/add/", accounts.office_add, name="office_add"),
    path("offices/<int:pk>/", accounts.office_edit, name="office_edit"),
    path("offices/cadence/", cadences.cadence_default, name="cadence_default"),
    path("offices/<int:pk>/cadence/", cadences.cadence, name="cadence"),
    path("offices/<int:pk>/cadence/region/", cadences.cadence_back, name="cadence_back"),
    path("offices/staff/", accounts.staff, name="staff"),
    path("offices/staff/add/", accounts.staff_add, name="staff_add"),
    path("offices/staff/<int:pk>/", accounts.staff_edit, name="staff_edit"),
    path("offices/staff/<int:pk>/link/", accounts.staff_link, name="staff_link"),
    path("wordings/", wordings.wordings, name="wordings"),
    path("wordings/add/", wordings.wording_add, name="wording_add"),
    path("wordings/<int:pk>/", wordings.wording, name="wording"),
    path("wordings/<int:pk>/retire/", wordings.wording_retire, name="wording_retire"),
    path("deliveries/<uuid:pk>/", delivery, name="delivery"),
    path("operations/", operations.operations, name="operations"),
    path("operations/unknown/", operations.operations_unknown, name="operations_unknown"),
    path("operations/not-arrived/", operations.operations_not_arrived, name="operations_not_arrived"),
    path("operations/looks/", operations.operations_passes, name="operations_passes"),
    path("operations/next-hour/", operations.operations_next_hour, name="operations_next_hour"),
    path("operations/pauses/", operations.operations_paused_seekers, name="operations_paused_seekers"),
    path("operations/pause/", operations_acts.operations_pause, name="operations_pause"),
    path("operations/pauses/<int:pk>/end/", operations_acts.operations_pause_end, name="operations_pause_end"),
    path("operations/holds/<int:pk>/go/", operations_acts.operations_go, name="operations_go"),
    path("operations/deliveries/<uuid:pk>/copy/", operations_acts.operations_copy, name="operations_copy"),
    path("operations/deliveries/<uuid:pk>/leave/", operations_acts.operations_leave, name="operations_leave"),
    path("f/<str:token>/", seeker, name="seeker"),
    path("f/<str:token>/debrief/", seeker_debrief.seeker_debrief, name="seeker_debrief"),
    path("f/<str:token>/letters/", seeker_debrief.seeker_letters, name="seeker_letters"),
    path("f/<str:token>/plan.ics", seeker_debrief.seeker_plan_ics, name="seeker_plan_ics"),
    path("f/<str:token>/letters/<int:pk>/", seeker_letters.seeker_letter, name="seeker_letter"),
    path("f/<str:token>/letters/<int:pk>.pdf", seeker_letters.seeker_letter_pdf, name="seeker_letter_pdf"),
    path("f/<str:token>/letters/<int:pk>.docx", seeker_letters.seeker_letter_docx, name="seeker_letter_docx"),
    path(
        "f/<str:token>/letters/<int:pk>/envelope.pdf",
        seeker_letters.seeker_letter_envelope,
        name="seeker_letter_envelope",
    ),
    path("go/", go, name="go"),
    path("u/<str:token>/", unsubscribe, name="unsubscribe"),
    path("f/<str:token>/advice/<slug:slug>/", advice.seeker_advice, name="seeker_advice"),
    path("advice/", advice.advice_list, name="advice_list"),
    path("advice/<slug:slug>/", advice.advice, name="advice"),
    path("desk/", desk.desk, name="desk"),
    path("candidates/<int:pk>/", people.candidate, name="candidate"),
    path("candidates/<int:pk>/pause/", people.candidate_pause, name="candidate_pause"),
    path("candidates/<int:pk>/address/", candidate_address_works, name="candidate_address_works"),
    path("candidates/<int:pk>/digits/", candidate_digits, name="candidate_digits"),
    path("interviews/<int:pk>/", people.interview, name="interview"),
    path("interviews/<int:pk>/debrief/", desk_debrief.interview_debrief, name="interview_debrief"),
    path("interviews/<int:pk>/letters/", desk_debrief.interview_letters, name="interview_letters"),
    path("interviews/<int:pk>/plan.ics", desk_debrief.interview_plan_ics, name="interview_plan_ics"),
    path("interviews/<int:pk>/slip/", interview_slip, name="interview_slip"),
    path("letters/<int:pk>/", desk_letters.letter, name="letter"),
    path("letters/<int:pk>.pdf", desk_letters.letter_pdf, name="letter_pdf"),
    path("letters/<int:pk>.docx", desk_letters.letter_docx, name="letter_docx"),
    path("letters/<int:pk>/envelope.pdf", desk_letters.letter_envelope, name="letter_envelope"),
    path("letters/<int:pk>/print.pdf", desk_letters.letter_print, name="letter_print"),
    path("followups/<int:pk>/answer/", desk.follow_up_answer, name="follow_up_answer"),
    path("followups/<int:pk>/done/", acts.follow_up_done, name="follow_up_done"),
    path("followups/<int:pk>/decline/", acts.follow_up_decline, name="follow_up_decline"),
    path("followups/<int:pk>/not-yet/", acts.follow_up_not_yet, name="follow_up_not_yet"),
    path("followups/<int:pk>/plan/", acts.follow_up_plan, name="follow_up_plan"),
    path("followups/<int:pk>/void/", acts.follow_up_void, name="follow_up_void"),
    path("followups/<int:pk>/miss/", acts.follow_up_miss, name="follow_up_miss"),
    path("followups/<int:pk>/outcome/", acts.follow_up_outcome, name="follow_up_outcome"),
    path("followups/<int:pk>/reopen/", acts.follow_up_reopen, name="follow_up_reopen"),
    path("tasks/<int:pk>/done/", people.task_done, name="task_done"),
    path("candidates/", candidates.candidate_list, name="candidate_list"),
    path("candidates/add/", candidates.candidate_add, name="candidate_add"),
    path("candidates/suggestions/", candidates.candidate_suggestions, name="candidate_suggestions"),
    path("candidates/<int:pk>/edit/", candidates.candidate_edit, name="candidate_edit"),
    path("candidates/<int:pk>/cover/", candidates.candidate_cover, name="candidate_cover"),
    path("interviews/add/", intake.interview_add, name="interview_add"),
    path("interviews/<int:pk>/edit/", intake.interview_edit, name="interview_edit"),
    path("employers/", candidates.employer_suggestions, name="employer_suggestions"),
    path("reports/", reports.reports, name="reports"),
    path("reports/interviews/", reports.report_interviews, name="report_interviews"),
    path("demo/", include("workforce.demo.urls")),
]
