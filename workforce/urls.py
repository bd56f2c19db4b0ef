"""All addresses (DESIGN section 11)."""

from django.urls import include, path

from followups.seeker.views import seeker, unsubscribe
from workforce.health import healthz

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("accounts/", include("allauth.urls")),
    path("f/<str:token>/", seeker, name="seeker"),
    path("u/<str:token>/", unsubscribe, name="unsubscribe"),
    path("demo/", include("workforce.demo.urls")),
]
