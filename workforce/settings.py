"""All settings. What differs between places comes from the environment (docs/install.md lists it)."""

from pathlib import Path
from urllib.parse import urlsplit

from celery.schedules import crontab
from csp.constants import NONCE, NONE, SELF
from django.utils.translation import gettext_lazy as _

from workforce.environment import Environment, refuse

BASE_DIR = Path(__file__).resolve().parent.parent
env = Environment()

# Where it runs

DEBUG = env.yes_or_no("DEBUG", default=False)
SECRET_KEY = env.secret("SECRET_KEY")
SUPPRESSION_KEY = env.secret("SUPPRESSION_KEY")
SITE_URL = env.web_address("SITE_URL", "https://desk.example.org")
SITE_HOST = urlsplit(SITE_URL).hostname
ALLOWED_HOSTS = env.required("ALLOWED_HOSTS", "desk.example.org,localhost", env.list)
if SECRET_KEY == SUPPRESSION_KEY:
    refuse("Set SUPPRESSION_KEY to a secret of its own; it equals SECRET_KEY.")
if "*" in ALLOWED_HOSTS and not DEBUG:
    refuse("Set ALLOWED_HOSTS to the host names that the site is reached by; * lets any name in.")

DATABASES = {"default": env.database("DATABASE_URL")}
DATABASES["default"]["CONN_MAX_AGE"] = 60
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON",
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# The cache holds the counts of failed sign-ins: shared by all web processes, and there even when Redis is not.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"}}

vars().update(env.mail_server("EMAIL_URL"))
EMAIL_TIMEOUT = 30
# How long the answer to the end of a message is awaited: shorter than the lease of a batch.
EMAIL_REPLY_TIMEOUT = env.whole_number("EMAIL_REPLY_TIMEOUT", 300, most=300)
DEFAULT_FROM_EMAIL = f"The Follow-Up Desk <no-reply@{SITE_HOST}>"
SERVER_EMAIL = DEFAULT_FROM_EMAIL

# Mail that comes back: the address it comes back to, and the mailbox in which it is read. Both may be left out.
BOUNCE_ADDRESS = env.bounce_address("BOUNCE_ADDRESS", "bounces@example.org")
BOUNCE_IMAP = env.imap_mailbox("BOUNCE_IMAP_URL", "imaps://user:password@mail.example.org:993/INBOX")

# Where the demo mail server keeps what it received. Set by `bin/run` alone: the mailbox page exists only then.
DEMO_MAILBOX = env.str("DEMO_MAILBOX", default="")

# What it is made of

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "crispy_forms",
    "django_htmx",
    "phonenumber_field",
    "workforce",
    "accounts",
    "candidates",
    "followups",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "workforce.middleware.LinkPagesMiddleware",
    "workforce.middleware.PublicPagesMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "accounts.language.StaffLanguageMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "workforce.middleware.LongestSessionMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "workforce.middleware.OfficeTimeZoneMiddleware",
    "workforce.middleware.PrivatePagesMiddleware",
    "workforce.unsaved.UnsavedFormMiddleware",
]
ROOT_URLCONF = "workforce.urls"
WSGI_APPLICATION = "workforce.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
                "workforce.context.site",
                "accounts.language.choice",
                "followups.operations.banner.standstill",
            ],
        },
    },
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
CRISPY_ALLOWED_TEMPLATE_PACKS = "uswds"
CRISPY_TEMPLATE_PACK = "uswds"

STATIC_URL = "static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "workforce.static.StaticStorage"},
}

# Words and times

LANGUAGE_CODE = "en-us"
LANGUAGES = [("en", _("English")), ("es", _("Spanish")), ("vi", _("Vietnamese"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = "workforce.formats"
USE_TZ = True
TIME_ZONE = "America/Chicago"
PHONENUMBER_DEFAULT_REGION = "US"
# Unlike E.164 it keeps the extension.
PHONENUMBER_DB_FORMAT = "RFC3966"

# Sign-in

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 15}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "accounts.adapter.StaffAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_FORMS = {
    "login": "accounts.forms.sign_in.SignInForm",
    "reset_password": "accounts.forms.sign_in.PasswordLinkForm",
    "change_password": "accounts.forms.sign_in.PasswordChangeForm",
}
# allauth's own keeps a second list of addresses.
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "django.contrib.auth.tokens.PasswordResetTokenGenerator"  # noqa: S105
# The address of whoever tries counts first: once it is blocked, its tries no longer count against the account.
ACCOUNT_RATE_LIMITS = {"login_failed": "20/15m/ip,5/15m/key"}
SESSION_ENGINE = "accounts.sessions"
SESSION_COOKIE_AGE = 30 * 60

# Pages

HTTPS = SITE_URL.startswith("https://")
CSRF_TRUSTED_ORIGINS = [SITE_URL]
CSRF_FAILURE_VIEW = "workforce.errors.csrf_failure"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_NAME = "__Host-session" if HTTPS else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if HTTPS else "csrf"
CSRF_COOKIE_HTTPONLY = True
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
# The proxy that speaks HTTPS also says who asks (X-Forwarded-For): sign-in counts failures by address.
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if HTTPS else 0
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF, NONCE],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    },
}

# Nudges (docs/architecture.md says why the database, not Celery, is the queue)

TICK_SECONDS = env.whole_number("TICK_SECONDS", 60)

CELERY_BROKER_URL = env.redis("REDIS_URL")
CELERY_BROKER_TRANSPORT_OPTIONS = {"socket_connect_timeout": 2, "socket_timeout": 10, "health_check_interval": 10}
CELERY_BROKER_CONNECTION_TIMEOUT = 2
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CONNECTION_MAX_RETRIES = None
CELERY_TASK_IGNORE_RESULT = True
CELERY_RESULT_EXPIRES = None
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_SOFT_TIME_LIMIT = 60 * 60
CELERY_TASK_TIME_LIMIT = 60 * 60 + 60
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_ENABLE_PREFETCH_COUNT_REDUCTION = False
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_WORKER_SOFT_SHUTDOWN_TIMEOUT = 20
CELERY_TIMEZONE = "UTC"
CELERY_BEAT_SCHEDULE = {
    "look-for-due-nudges": {
        "task": "followups.nudges.tasks.look_for_due_nudges",
        "schedule": TICK_SECONDS,
        # A look that waited long is no use: the next one sees the same rows. The moment is told by beat's clock and
        # read by the worker's, so it lies further ahead than clocks may differ.
        "options": {"expires": max(15 * 60, TICK_SECONDS)},
    },
    "close-missed": {
        "task": "followups.nudges.tasks.close_missed",
        "schedule": 15 * 60,
        "options": {"expires": 15 * 60},
    },
    "check-invariants": {
        "task": "followups.nudges.tasks.check_invariants",
        # At night in every time zone of the country.
        "schedule": crontab(hour=9, minute=30),
        "options": {"expires": 60 * 60},
    },
    "forget-old-mails": {
        "task": "followups.nudges.tasks.forget_old_mails",
        "schedule": crontab(hour=9, minute=45),
        "options": {"expires": 60 * 60},
    },
}
if BOUNCE_IMAP:
    CELERY_BEAT_SCHEDULE["read-bounces"] = {
        "task": "followups.bounces.tasks.read_bounces",
        "schedule": 5 * 60,
        "options": {"expires": 5 * 60},
    }

# Logs

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"no_tokens": {"()": "workforce.logs.HideTokens"}},
    "formatters": {
        "line": {"()": "workforce.logs.OneLineFormatter", "format": "%(asctime)s %(levelname)s %(name)s %(message)s"}
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["no_tokens"]}},
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {
        "django": {"handlers": [], "level": "INFO", "propagate": True},
        "django.server": {"handlers": [], "propagate": True},
    },
}
