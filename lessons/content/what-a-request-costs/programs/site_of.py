"""A site of one view, as small as `startproject` would make it."""

# not run: it is what the other programs import

from django.conf import settings

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]


def site(middleware=MIDDLEWARE, **more):
    """Configures Django; the program's `urlpatterns` are its URLs."""
    settings.configure(
        ROOT_URLCONF="__main__",
        SECRET_KEY="not a secret",
        ALLOWED_HOSTS=["*"],
        INSTALLED_APPS=[
            "django.contrib.auth",
            "django.contrib.contenttypes",
            "django.contrib.sessions",
            "django.contrib.messages",
        ],
        MIDDLEWARE=middleware,
        **more,
    )
