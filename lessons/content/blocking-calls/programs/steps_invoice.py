import asyncio
import time

from asgiref.sync import sync_to_async


def make_pdf():
    time.sleep(0.6)
    return "pdf"


async def health(answered):
    await asyncio.sleep(0.2)
    answered.append("health")


async def blocks(answered):
    make_pdf()
    answered.append("invoice")


async def hands_over(answered):
    await sync_to_async(make_pdf)()
    answered.append("invoice")


async def server(invoice):
    answered = []
    check = asyncio.create_task(health(answered))
    page = asyncio.create_task(invoice(answered))
    await check
    await page
    print(*answered)


asyncio.run(server(blocks))
asyncio.run(server(hands_over))
