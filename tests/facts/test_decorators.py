"""Django's decorators of views, put around async ones."""

import pytest
from asgiref.sync import iscoroutinefunction
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.test import AsyncRequestFactory
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.clickjacking import xframe_options_deny
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import condition, require_GET, require_http_methods, require_POST, require_safe
from django.views.decorators.vary import vary_on_headers

DECORATORS = [
    cache_control(max_age=60),
    never_cache,
    csrf_exempt,
    require_GET,
    require_safe,
    require_http_methods(["GET"]),
    condition(etag_func=lambda request: "tag"),
    vary_on_headers("Accept"),
    xframe_options_deny,
]


async def view(request: HttpRequest) -> HttpResponse:
    return HttpResponse(b"ok")


@pytest.mark.fact("decorators-take-async-views")
@pytest.mark.parametrize("decorate", DECORATORS)
async def test_a_decorated_async_view_stays_async_and_answers(decorate: object) -> None:
    decorated = decorate(view)  # type: ignore[operator]
    assert iscoroutinefunction(decorated)
    response = await decorated(AsyncRequestFactory().get("/"))
    assert (response.status_code, response.content) == (200, b"ok")


@pytest.mark.fact("decorators-take-async-views")
def test_login_required_keeps_an_async_view_async() -> None:
    assert iscoroutinefunction(login_required(view))


@pytest.mark.fact("decorators-take-async-views")
async def test_a_decorator_does_its_work_on_an_async_view() -> None:
    response = await require_POST(view)(AsyncRequestFactory().get("/"))  # type: ignore[arg-type]
    assert response.status_code == 405
