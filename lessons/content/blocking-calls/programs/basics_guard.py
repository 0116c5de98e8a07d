import asyncio
from pathlib import Path

import django
from asgiref.sync import sync_to_async
from django.conf import settings
from django.core.exceptions import SynchronousOnlyOperation
from django.db import connection

SQLITE = {
    "ENGINE": "django.db.backends.sqlite3",
    "NAME": ":memory:",
}
settings.configure(DATABASES={"default": SQLITE})
django.setup()


def ask_database():
    with connection.cursor() as cursor:
        return cursor.execute("SELECT 7").fetchone()[0]


def read_file():
    return len(Path(__file__).read_text().splitlines()) > 0


async def main():
    for function in (ask_database, read_file):
        name = function.__name__
        try:
            print(name, "on the loop:", function())
        except SynchronousOnlyOperation as error:
            print(name, "on the loop:", type(error).__name__)
        handed = sync_to_async(function)
        print(name, "in a thread:", await handed())


asyncio.run(main())
