import asyncio
import threading

from asgiref.sync import sync_to_async
from django.db import transaction
from shop import Order, fill


def mail():
    where = threading.current_thread() is not threading.main_thread()
    print("  mail is sent, in the thread:", where)


def place(paid):
    with transaction.atomic():
        Order.objects.create(customer_id=1, lamp_id=1)
        transaction.on_commit(mail)
        print("  written, not committed")
        if not paid:
            raise ValueError("not paid")


async def main():
    for paid in (True, False):
        print("paid:" if paid else "not paid:")
        try:
            await sync_to_async(place)(paid)
        except ValueError as error:
            print("  rolled back:", error)
        print("  orders:", await Order.objects.acount())


fill()
asyncio.run(main())
