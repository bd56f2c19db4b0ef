"""All addresses (DESIGN section 11)."""

from django.urls import include, path

from candidates import views as candidates
from followups.reports import views as reports
from followups.intake import views as intake
from followups.seeker.views import seeker, unsubscribe
from workforce.health import healthz

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("accounts/", include("allauth.urls")),
    path("f/<str:token>/", seeker, name="seeker"),
    path("u/<str:token>/", unsubscribe, name="unsubscribe"),
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
