import asyncio

import switches
from django.dispatch import Signal

ordered = Signal()


def one(**named):
    pass


def two(**named):
    pass


async def three(**named):
    pass


async def main():
    for receiver in (one, two, three):
        ordered.connect(receiver)
    await ordered.asend("the shop", lamp=12)
    print(len(switches.names), "switch for three receivers")


asyncio.run(main())
