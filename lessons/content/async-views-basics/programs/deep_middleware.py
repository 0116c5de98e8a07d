from django.conf import settings
from django.core.asgi import get_asgi_application


def sync_only(get_response):
    def middleware(request):
        return get_response(request)

    return middleware


settings.configure(
    DEBUG=True,
    MIDDLEWARE=[
        "django.middleware.security.SecurityMiddleware",
        "__main__.sync_only",
        "django.middleware.common.CommonMiddleware",
    ],
    LOGGING={
        "version": 1,
        "handlers": {
            "out": {
                "class": "logging.StreamHandler",
                "stream": "ext://sys.stdout",
            },
        },
        "loggers": {
            "django.request": {
                "handlers": ["out"],
                "level": "DEBUG",
            },
        },
    },
)
get_asgi_application()
