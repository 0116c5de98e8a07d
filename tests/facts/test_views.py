"""What Django refuses in views, and what it says."""

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.handlers.base import BaseHandler
from django.db import connections
from django.http import HttpRequest, HttpResponse
from django.views import View


class Mixed(View):
    def get(self, request: HttpRequest) -> HttpResponse:
        return HttpResponse()

    async def post(self, request: HttpRequest) -> HttpResponse:
        return HttpResponse()


async def answer(request: HttpRequest) -> HttpResponse:
    return HttpResponse()


@pytest.mark.fact("class-is-sync-or-async")
def test_a_class_of_sync_and_async_handlers_is_refused() -> None:
    with pytest.raises(ImproperlyConfigured, match="all sync or all async"):
        Mixed.as_view()


@pytest.mark.fact("unawaited-view-is-named")
def test_a_view_that_returns_a_coroutine_is_told_of_the_await() -> None:
    coroutine = answer(HttpRequest())
    with pytest.raises(ValueError, match="unawaited coroutine"):
        BaseHandler().check_response(coroutine, answer)
    coroutine.close()


@pytest.mark.fact("atomic-requests-refuses-async")
def test_atomic_requests_refuse_an_async_view(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(connections.settings["default"], "ATOMIC_REQUESTS", True)
    with pytest.raises(RuntimeError, match="cannot use ATOMIC_REQUESTS with async views"):
        BaseHandler().make_view_atomic(answer)
