from django.core.asgi import get_asgi_application
from django.utils.decorators import async_only_middleware
from site_of import MIDDLEWARE, site


def sync_only(get_response):
    def middleware(request):
        return get_response(request)

    return middleware


@async_only_middleware
def async_only(get_response):
    async def middleware(request):
        return await get_response(request)

    return middleware


LOGGING = {
    "version": 1,
    "handlers": {
        "out": {
            "class": "logging.StreamHandler",
            "stream": "ext://sys.stdout",
        },
    },
    "loggers": {
        "django.request": {"handlers": ["out"], "level": "DEBUG"},
    },
}
stack = ["__main__.async_only", *MIDDLEWARE, "__main__.sync_only"]
site(stack, DEBUG=True, LOGGING=LOGGING)
get_asgi_application()
