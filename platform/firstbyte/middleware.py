"""Django's and django-csp's own middleware, run on the event loop.

`MiddlewareMixin` is async-capable, yet hands `process_request` and `process_response` to a thread with
`sync_to_async`: two hops a middleware a request. Those used here compute and do no I/O, so that they may as well run
where they are (see docs/decisions/0002-middleware-on-the-loop.md).
"""

import logging
from typing import Any

from asgiref.sync import sync_to_async
from csp.middleware import CSPMiddleware, PolicyParts
from django.conf import settings
from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.sessions.middleware import SessionMiddleware
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.http.response import HttpResponseBase
from django.middleware.clickjacking import XFrameOptionsMiddleware
from django.middleware.common import CommonMiddleware
from django.middleware.csrf import CsrfViewMiddleware
from django.middleware.gzip import GZipMiddleware
from django.middleware.security import SecurityMiddleware
from django.shortcuts import render
from django.utils.deprecation import MiddlewareMixin

from firstbyte import views
from firstbyte.templatetags.importmap import importmap_hash
from learners.limits import TooMany

HEALTH = ("/healthz", "/readyz")
logger = logging.getLogger(__name__)


class OnTheLoop(MiddlewareMixin):
    """Mixed in before a middleware that does no I/O: its hooks are called directly, without a thread."""

    async def __acall__(self, request: HttpRequest) -> HttpResponseBase:
        response: HttpResponseBase | None = None
        if hasattr(self, "process_request"):
            response = self.process_request(request)
        if response is None:
            response = await self.get_response(request)  # type: ignore[misc]
        if hasattr(self, "process_response"):
            response = self.process_response(request, response)
        assert response is not None
        return response


class Security(OnTheLoop, SecurityMiddleware):
    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        """A page's modules are small, and there is no bundler: of what a header weighs, each pays in full. These say
        nothing of a file that is no document and is known by its ETag."""
        response = super().process_response(request, response)
        if request.path_info.startswith(settings.STATIC_URL) and "ETag" in response:
            for name in ("Referrer-Policy", "Cross-Origin-Opener-Policy", "Last-Modified"):
                del response[name]
        return response


class Compression(OnTheLoop, GZipMiddleware):
    pass


class Common(OnTheLoop, CommonMiddleware):
    def process_request(self, request: HttpRequest) -> HttpResponsePermanentRedirect | None:
        # Health is asked at whatever address the machine has; ALLOWED_HOSTS names those that people use.
        return None if request.path_info in HEALTH else super().process_request(request)


class FrameOptions(OnTheLoop, XFrameOptionsMiddleware):
    pass


class ContentSecurityPolicy(OnTheLoop, CSPMiddleware):
    def get_policy_parts(
        self, request: HttpRequest, response: HttpResponseBase, report_only: bool = False
    ) -> PolicyParts:
        parts = super().get_policy_parts(request, response, report_only)
        if not report_only:
            parts.update = {**(parts.update or {}), "script-src": ["'self'", importmap_hash()]}
        return parts


class Csrf(OnTheLoop, CsrfViewMiddleware):
    """The token is in a cookie (not in the session), so that the check reads the request only."""

    async def process_view(  # type: ignore[override]
        self, request: HttpRequest, callback: Any, callback_args: Any, callback_kwargs: Any
    ) -> HttpResponse | None:
        return super().process_view(request, callback, callback_args, callback_kwargs)


class Sessions(OnTheLoop, SessionMiddleware):
    """Makes a session without loading it. Only where a view has changed it is a thread asked for, to save it."""

    async def __acall__(self, request: HttpRequest) -> HttpResponseBase:
        self.process_request(request)
        response: HttpResponse = await self.get_response(request)  # type: ignore[misc]
        if request.session.modified:
            return await sync_to_async(self.process_response)(request, response)
        return self.process_response(request, response)


class Authentication(OnTheLoop, AuthenticationMiddleware):
    """Makes `request.user` and `request.auser`, which ask the session and the database when they are first used."""


class Limits(OnTheLoop):
    """Answers whoever sends too much, and whomever the database cannot serve: locked, full or away."""

    async def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, OperationalError):
            logger.error("%s %s: %s", request.method, request.path, exception)
            response = views.not_stored(request)
            response["Retry-After"] = "10"
            return response
        if not isinstance(exception, TooMany):
            return None
        response = render(request, "429.html", {"seconds": exception.seconds}, status=429)
        response["Retry-After"] = str(exception.seconds)
        return response
