"""All addresses (DESIGN section 11)."""

from django.urls import include, path

from accounts import views as accounts
from candidates import views as candidates
from followups.desk import acts, people
from followups.desk import views as desk
from followups.intake import views as intake
from followups.operations import views as operations
from followups.reports import views as reports
from followups.seeker.views import seeker, unsubscribe
from workforce.health import healthz, readyz

urlpatterns = [
    path("", accounts.home, name="home"),
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
    path("accounts/", include("accounts.urls")),
    path("offices/", accounts.offices, name="offices"),
    path("offices/add/", accounts.office_add, name="office_add"),
    path("offices/<int:pk>/", accounts.office_edit, name="office_edit"),
    path("offices/staff/", accounts.staff, name="staff"),
    path("offices/staff/add/", accounts.staff_add, name="staff_add"),
    path("offices/staff/<int:pk>/", accounts.staff_edit, name="staff_edit"),
    path("offices/staff/<int:pk>/link/", accounts.staff_link, name="staff_link"),
    path("operations/", operations.operations, name="operations"),
    path("operations/pause/", operations.operations_pause, name="operations_pause"),
    path("operations/pauses/<int:pk>/end/", operations.operations_pause_end, name="operations_pause_end"),
    path("operations/holds/<int:pk>/go/", operations.operations_go, name="operations_go"),
    path("f/<str:token>/", seeker, name="seeker"),
    path("u/<str:token>/", unsubscribe, name="unsubscribe"),
    path("desk/", desk.desk, name="desk"),
    path("candidates/<int:pk>/", people.candidate, name="candidate"),
    path("candidates/<int:pk>/pause/", people.candidate_pause, name="candidate_pause"),
    path("interviews/<int:pk>/", people.interview, name="interview"),
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
