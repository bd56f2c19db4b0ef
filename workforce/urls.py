"""All addresses (DESIGN section 11)."""

from django.urls import include, path

from workforce.health import healthz

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("accounts/", include("allauth.urls")),
    path("demo/", include("workforce.demo.urls")),
]
