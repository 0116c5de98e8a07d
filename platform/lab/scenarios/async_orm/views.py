"""Three slow queries. The database is SQLite in memory, with a function that asks the slow backend: the driver
blocks its thread for as long as that takes, as any blocking driver does."""

from __future__ import annotations

import asyncio
from typing import Any

from django.db import models
from django.db.backends.signals import connection_created
from django.http import HttpRequest, HttpResponse

from lab.scenarios.async_orm.queries import QUERIES
from lab.testbed.stamps import Visit, blocking_client, enter, enter_loop


class Answer(models.Model):
    number = models.IntegerField()

    class Meta:
        app_label = "async_orm"

    def __str__(self) -> str:
        return str(self.number)


class Slow(models.Func):
    """SQL: slow(number), which takes the backend's time."""

    function = "slow"
    output_field = models.IntegerField()


def _slow(number: int) -> int:
    return len(blocking_client.get(number))


def _teach(sender: Any, connection: Any, **_: Any) -> None:
    """Each connection is a database of its own, so that none waits for another's lock."""
    connection.connection.create_function("slow", 1, _slow)
    connection.connection.execute("CREATE TABLE async_orm_answer (id integer PRIMARY KEY, number integer NOT NULL)")
    connection.connection.execute("INSERT INTO async_orm_answer (number) VALUES (1)")


def prepare() -> None:
    connection_created.connect(_teach)


def _query(visit: Visit, place: int) -> models.QuerySet[Answer]:
    number = models.Value(visit.number * QUERIES + place)
    found: models.QuerySet[Answer] = models.QuerySet(Answer).annotate(found=Slow(number))
    return found


def sync_queries(request: HttpRequest, number: int = -1) -> HttpResponse:
    visit = enter(number)
    visit.calls()
    for place in range(QUERIES):
        _query(visit, place).get()
    visit.called()
    return visit.answer(b"ok")


async def awaited_queries(request: HttpRequest, number: int = -1) -> HttpResponse:
    visit = enter_loop(number)
    visit.calls()
    for place in range(QUERIES):
        await _query(visit, place).aget()
    visit.called()
    return visit.answer(b"ok")


async def gathered_queries(request: HttpRequest, number: int = -1) -> HttpResponse:
    visit = enter_loop(number)
    visit.calls()
    await asyncio.gather(*(_query(visit, place).aget() for place in range(QUERIES)))
    visit.called()
    return visit.answer(b"ok")
