"""What lessons say of the ORM in async code: how often it goes to the thread, and what it refuses to load."""

import asyncio
from collections.abc import Iterator
from importlib import import_module
from typing import Any

import pytest
from asgiref.sync import SyncToAsync, sync_to_async
from django.conf import settings
from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import SynchronousOnlyOperation
from django.http import HttpRequest, HttpResponse

pytestmark = pytest.mark.django_db(transaction=True)


class Switches:
    """How many calls have gone to a thread."""

    count = 0


@pytest.fixture
def switches(monkeypatch: pytest.MonkeyPatch) -> Switches:
    found, original = Switches(), SyncToAsync.__call__

    async def counted(self: Any, *args: Any, **kwargs: Any) -> Any:
        found.count += 1
        return await original(self, *args, **kwargs)

    monkeypatch.setattr(SyncToAsync, "__call__", counted)
    return found


@pytest.fixture
def five() -> Iterator[Any]:
    """Five rows of a small table that every installation of this project has."""
    rows = [ContentType(app_label="facts", model=f"model-{number}") for number in range(5)]
    ContentType.objects.bulk_create(rows)
    yield ContentType.objects.filter(app_label="facts")
    ContentType.objects.filter(app_label="facts").delete()


@pytest.mark.fact("a-method-is-one-switch")
async def test_an_a_method_goes_to_the_thread_once_and_a_function_once_for_all_its_queries(
    five: Any, switches: Switches
) -> None:
    for _ in range(3):
        await five.acount()
    assert switches.count == 3
    await sync_to_async(lambda: [five.count() for _ in range(3)])()
    assert switches.count == 4


@pytest.mark.fact("a-method-is-one-switch")
async def test_async_for_fetches_all_rows_with_one_switch_and_keeps_them(five: Any, switches: Switches) -> None:
    assert len([row async for row in five]) == 5
    assert switches.count == 1
    kept = five._result_cache
    assert len([row async for row in five]) == 5
    assert five._result_cache is kept


@pytest.mark.fact("a-method-is-one-switch")
async def test_aiterator_goes_once_for_each_chunk_until_one_is_short(five: Any, switches: Switches) -> None:
    assert len([row async for row in five.aiterator(chunk_size=2)]) == 5
    assert switches.count == 3


@pytest.mark.fact("related-field-is-refused")
async def test_a_related_object_that_was_not_loaded_is_refused_and_a_loaded_one_is_there(five: Any) -> None:
    owner = await five.afirst()
    await Permission.objects.acreate(content_type=owner, codename="look", name="look")
    bare = await Permission.objects.aget(codename="look", content_type=owner)
    assert bare.content_type_id == owner.pk
    with pytest.raises(SynchronousOnlyOperation):
        _ = bare.content_type
    joined = await Permission.objects.select_related("content_type").aget(pk=bare.pk)
    assert joined.content_type == owner
    sets = await five.prefetch_related("permission_set").aget(pk=owner.pk)
    assert list(sets.permission_set.all()) == [bare]
    await bare.adelete()


@pytest.mark.fact("related-field-is-refused")
async def test_a_deferred_field_is_refused(five: Any) -> None:
    row = await five.only("pk").afirst()
    with pytest.raises(SynchronousOnlyOperation):
        _ = row.model


@pytest.mark.fact("querysets-are-built-on-the-loop")
async def test_building_a_queryset_asks_nothing_and_reading_it_by_index_len_or_bool_is_refused(five: Any) -> None:
    built = five.exclude(model="x").order_by("model").select_related()[:3]
    for read in (lambda: five[0], lambda: len(built), lambda: bool(built), lambda: list(built)):
        with pytest.raises(SynchronousOnlyOperation):
            read()
    assert len([row async for row in built]) == 3


@pytest.mark.fact("request-user-is-lazy")
async def test_request_user_of_a_visitor_with_a_session_is_refused_and_auser_is_not() -> None:
    request = HttpRequest()
    request.session = import_module(settings.SESSION_ENGINE).SessionStore("a" * 32)
    AuthenticationMiddleware(lambda request: HttpResponse()).process_request(request)
    with pytest.raises(SynchronousOnlyOperation):
        _ = request.user.is_authenticated
    assert not (await request.auser()).is_authenticated


@pytest.mark.fact("query-overlaps-an-awaited-wait")
async def test_a_query_and_an_awaited_wait_overlap(five: Any) -> None:
    began, go_on = asyncio.Event(), asyncio.Event()
    loop = asyncio.get_running_loop()

    async def wait() -> None:
        await began.wait()  # only the query can set it
        go_on.set()

    async def watched() -> int:
        def inside() -> int:
            loop.call_soon_threadsafe(began.set)
            asyncio.run_coroutine_threadsafe(go_on.wait(), loop).result()  # only the other wait can end this
            return int(five.count())

        return await sync_to_async(inside)()

    async with asyncio.timeout(60):
        assert (await asyncio.gather(watched(), wait()))[0] == 5
