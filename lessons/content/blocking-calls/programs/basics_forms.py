import asyncio

from asgiref.sync import sync_to_async


def total(*prices, shipping=0):
    return sum(prices) + shipping


# Made once, used by many requests.
total_async = sync_to_async(total)


# The function itself can only be awaited from now on.
@sync_to_async
def label(name):
    return f"To {name}"


class Cart:
    prices = (12, 30)

    def total(self):
        return total(*self.prices)


async def main():
    print(await total_async(12, 30, shipping=5))
    print(await label("Ada"))
    print(await sync_to_async(Cart().total)())
    # Several calls that belong together are one call.
    print(await sync_to_async(lambda: (total(1), total(2)))())


asyncio.run(main())
