import asyncio
import threading

import django
from asgiref.sync import sync_to_async
from django.conf import settings
from django.contrib.auth.hashers import (
    MD5PasswordHasher,
    acheck_password,
    check_password,
    make_password,
)

settings.configure(PASSWORD_HASHERS=["__main__.Telling"])
django.setup()


class Telling(MD5PasswordHasher):
    """Says in which thread the hash is computed."""

    def verify(self, password, encoded):
        here = threading.current_thread()
        on_loop = here is threading.main_thread()
        print("on the loop" if on_loop else "in a thread")
        return super().verify(password, encoded)


async def main():
    encoded = make_password("secret")
    await acheck_password("secret", encoded)
    await sync_to_async(check_password)("secret", encoded)


asyncio.run(main())
