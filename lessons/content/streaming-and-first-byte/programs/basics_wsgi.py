import warnings

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import StreamingHttpResponse
from django.test import RequestFactory
from django.urls import path

settings.configure(ROOT_URLCONF=__name__)


def sync_parts():
    for part in "AB":
        print("made", part)
        yield part


async def async_parts():
    for part in "AB":
        print("made", part)
        yield part


urlpatterns = [
    path("sync", lambda request: StreamingHttpResponse(sync_parts())),
    path("async", lambda request: StreamingHttpResponse(async_parts())),
]
app = get_wsgi_application()

for url in ("/sync", "/async"):
    print(url)
    environ = RequestFactory().get(url).environ
    with warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("always")
        # A WSGI server loops over what it was given.
        for part in app(environ, lambda status, headers: None):
            print("    sent", part)
    print("warnings:", len(said))
