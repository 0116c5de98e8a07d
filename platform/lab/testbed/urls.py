"""The addresses of a server under test: /ready, and each view of the scenario's module as /NAME and /NAME/NUMBER.

NUMBER is the request's row on the board.
"""

from __future__ import annotations

import asyncio
import importlib
import os
from collections.abc import Awaitable, Callable
from functools import wraps
from types import ModuleType
from typing import Any, cast

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import path

from lab.testbed import project, views
from lab.testbed.clients import BackendFailed
from lab.testbed.stamps import failed, left, probe

View = Callable[..., Any]


def ready(request: HttpRequest) -> HttpResponse:
    return HttpResponse(b"ok")


async def ready_on_loop(request: HttpRequest) -> HttpResponse:
    """Asked once before the load: starts the probe also where every view under test is a sync one."""
    probe.start()
    await asyncio.sleep(0)
    return HttpResponse(b"ok")


def kept(view: View) -> View:
    """The view, with its books kept when the backend fails or the client leaves."""
    if asyncio.iscoroutinefunction(view):

        @wraps(view)
        async def on_loop(request: HttpRequest, number: int = -1) -> HttpResponseBase:
            try:
                return await cast(Awaitable[HttpResponseBase], view(request, number))
            except BackendFailed as error:
                return failed(number, error)
            except asyncio.CancelledError:
                left(number)
                raise

        return on_loop

    @wraps(view)
    def in_thread(request: HttpRequest, number: int = -1) -> HttpResponseBase:
        try:
            return cast(HttpResponseBase, view(request, number))
        except BackendFailed as error:
            return failed(number, error)

    return in_thread


def views_of(module: ModuleType) -> dict[str, View]:
    """The public functions that were written in the module and take a request."""
    return {
        name: kept(view)
        for name, view in vars(module).items()
        if callable(view)
        and not name.startswith("_")
        and getattr(view, "__module__", "") == module.__name__
        and "request" in getattr(getattr(view, "__code__", None), "co_varnames", ())[:1]
    }


VIEWS = views_of(views) | views_of(importlib.import_module(project.VIEWS))

urlpatterns = [
    path("ready", ready_on_loop if os.environ.get("LAB_INTERFACE") == "asgi" else ready),
    *(path(name, view) for name, view in VIEWS.items()),
    *(path(f"{name}/<int:number>", view) for name, view in VIEWS.items()),
]
