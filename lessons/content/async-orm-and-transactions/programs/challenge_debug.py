import asyncio
import warnings

from asgiref.sync import sync_to_async
from django.db import transaction
from shop import Order, fill

sent = []
warnings.simplefilter("ignore")  # "was never awaited"


async def send_mail():
    await asyncio.sleep(0)  # an async client
    sent.append("mail")


# [before]
def place(lamp):
    with transaction.atomic():
        Order.objects.create(customer_id=1, lamp_id=lamp)
        transaction.on_commit(send_mail)


async def buy(lamp):
    await sync_to_async(place)(lamp)
    # [/before]


# [after]
def place_only(lamp):
    with transaction.atomic():
        Order.objects.create(customer_id=1, lamp_id=lamp)


async def buy_and_mail(lamp):
    await sync_to_async(place_only)(lamp)
    await send_mail()
    # [/after]


async def main():
    for way in (buy, buy_and_mail):
        sent.clear()
        await way(1)
        print(way.__name__, len(sent), "mails")


fill()
asyncio.run(main())
