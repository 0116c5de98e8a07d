"""Settings: everything that differs between hosts comes from the environment (docs/operations.md lists it)."""

from pathlib import Path
from typing import Any

import dj_database_url
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from firstbyte import environment
from firstbyte.headers import add_headers

BASE_DIR = Path(__file__).resolve().parents[2]
VAR_DIR = Path(environment.text("VAR_DIR", str(BASE_DIR / "var")))

DEBUG = environment.flag("DEBUG", default=False)
SECRET_KEY = environment.secret("SECRET_KEY", VAR_DIR / "secret_key")
ALLOWED_HOSTS = environment.items("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]")
CSRF_TRUSTED_ORIGINS = environment.items("CSRF_TRUSTED_ORIGINS", "")
HTTPS = environment.flag("HTTPS", default=False)

DATABASE_URL = environment.url("DATABASE_URL", ("sqlite", "postgres", "postgresql"))
REDIS_URL = environment.url("REDIS_URL", ("redis", "rediss"))
DRAFTS = environment.choice("DRAFTS", "shown" if DEBUG else "hidden", ("hidden", "shown"))
LAB_ACCESS = environment.choice("LAB_ACCESS", "everyone", ("everyone", "signed-in", "staff", "nobody"))

INSTALLED_APPS = [
    "daphne",  # first, so that `runserver` is Daphne
    "servestatic",  # before staticfiles, so that its `runserver` leaves static files to the middleware
    "django.contrib.staticfiles",
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "allauth",
    "allauth.account",
    "channels",
    "csp",
    "django_htmx",
    "template_partials",
    "firstbyte",
    "lessons",
    "quiz",
    "quiz.review",
    "lab",
    "learners",
]

# All of them answer on the event loop: none costs a reader a thread. See firstbyte/middleware.py.
MIDDLEWARE = [
    "firstbyte.middleware.Security",
    "servestatic.middleware.ServeStaticMiddleware",
    "firstbyte.middleware.ContentSecurityPolicy",
    "firstbyte.middleware.Compression",
    "firstbyte.middleware.Common",
    "firstbyte.middleware.Sessions",
    "firstbyte.middleware.Csrf",
    "firstbyte.middleware.Authentication",
    "allauth.account.middleware.AccountMiddleware",
    "firstbyte.middleware.Limits",
    "django_htmx.middleware.HtmxMiddleware",
    "firstbyte.middleware.FrameOptions",
]

ROOT_URLCONF = "firstbyte.urls"
ASGI_APPLICATION = "firstbyte.asgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": ["django.template.context_processors.request"],
            "builtins": ["django.templatetags.static", "firstbyte.templatetags.importmap"],
        },
    }
]


def database() -> dict[str, Any]:
    try:
        config: dict[str, Any] = dict(dj_database_url.parse(DATABASE_URL or f"sqlite:///{VAR_DIR / 'db.sqlite3'}"))
    except ValueError as error:
        raise ImproperlyConfigured(f"DATABASE_URL cannot be read: {error}") from None
    options = config.setdefault("OPTIONS", {})
    if config["ENGINE"].endswith("sqlite3"):
        # WAL lets readers go on beside the one writer; IMMEDIATE takes the write lock at the start of a transaction,
        # so that two writers wait for each other where they would otherwise fail with "database is locked".
        options["transaction_mode"] = "IMMEDIATE"
        options["init_command"] = "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA busy_timeout=15000;"
        options["timeout"] = 15
        Path(config["NAME"]).parent.mkdir(parents=True, exist_ok=True)
    else:
        # Each request has a thread of its own under ASGI: persistent connections would pile up, a pool does not.
        config["CONN_MAX_AGE"] = 0
        options["pool"] = {"min_size": 1, "max_size": 10, "timeout": 10}
    return config


DATABASES = {"default": database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CHANNEL_LAYERS: dict[str, dict[str, Any]] = {
    "default": (
        {"BACKEND": "channels_redis.pubsub.RedisPubSubChannelLayer", "CONFIG": {"hosts": [REDIS_URL]}}
        if REDIS_URL
        else {"BACKEND": "channels.layers.InMemoryChannelLayer"}
    )
}
CACHES = {
    "default": (
        {
            "BACKEND": "firstbyte.cache.RedisCache",
            "LOCATION": REDIS_URL,
            "OPTIONS": {"socket_timeout": 1, "socket_connect_timeout": 1},  # seconds; one that hangs is away
        }
        if REDIS_URL
        # Room for the counters of all who come within a minute: what falls out of the cache is counted anew.
        else {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "OPTIONS": {"MAX_ENTRIES": 20_000}}
    )
}

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static", ("uplot", BASE_DIR / "node_modules" / "uplot" / "dist")]
STORAGES = {
    "staticfiles": {
        "BACKEND": ("django.contrib.staticfiles.storage.StaticFilesStorage" if DEBUG else "firstbyte.statics.Storage")
    }
}
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "lessons.workbench.finder.KitFinder",
]
SERVESTATIC_ALLOW_ALL_ORIGINS = False
SERVESTATIC_ADD_HEADERS_FUNCTION = add_headers

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        # The import map, the one inline script, is allowed by its hash: firstbyte/middleware.py adds it.
        "default-src": [SELF],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
    }
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SECURE = HTTPS
CSRF_FAILURE_VIEW = "firstbyte.views.csrf_failure"
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]  # asked by the host itself, without TLS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
DATA_UPLOAD_MAX_MEMORY_SIZE = 262_144  # bytes; the largest form of the site is under 4 kB
DATA_UPLOAD_MAX_NUMBER_FIELDS = 100

# Accounts: see learners/adapter.py, and docs/decisions/0005-accounts.md for why it is so.
AUTH_USER_MODEL = "learners.Account"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ["email"]},
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "learners:index"
SESSION_ENGINE = "learners.sessions"
SESSION_COOKIE_AGE = 60 * 24 * 3600  # seconds
SESSION_COOKIE_SECURE = HTTPS
ACCOUNT_ADAPTER = "learners.adapter.Adapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_FORMS = {
    "reset_password_from_key": "learners.forms.NewPassword",
    "change_password": "learners.forms.ChangedPassword",
}
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # the site writes to no address that has not asked it to
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_LOGOUT_REDIRECT_URL = "learners:index"
# How often in a minute (learners/limits.py). A class of forty behind one address, each answering fast, stays below.
RATE_LIMITS = {"new-learner": 120, "keep": 300, "export": 10}
REVIEW_FUZZING = True  # spreads what was learned on one day over several; off in the tests
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if HTTPS else 0  # whose X-Forwarded-For tells the rate limits who asks

# Mail: only for new passwords. Without EMAIL_URL it is written to the standard output, where a developer reads it.
EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
if EMAIL_URL := environment.url("EMAIL_URL", ("smtp", "smtps")):
    EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    EMAIL_HOST, EMAIL_PORT, EMAIL_HOST_USER, EMAIL_HOST_PASSWORD, EMAIL_USE_SSL = environment.mail_server(EMAIL_URL)
    EMAIL_USE_TLS = not EMAIL_USE_SSL and bool(EMAIL_HOST_USER)
    EMAIL_TIMEOUT = 10  # seconds
DEFAULT_FROM_EMAIL = environment.text("EMAIL_FROM", "firstbyte@localhost")

LANGUAGE_CODE = "en"
USE_I18N = False
TIME_ZONE = "UTC"
USE_TZ = True

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": environment.text("LOG_LEVEL", "INFO")},
    "loggers": {
        "django": {"handlers": [], "level": "INFO"},
        "daphne": {"level": "WARNING"},
        "django.request": {"level": "ERROR"},
        "django.security.DisallowedHost": {"level": "CRITICAL"},
    },
}
