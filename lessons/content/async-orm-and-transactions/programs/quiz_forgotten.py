import asyncio
import warnings

from django.core.exceptions import SynchronousOnlyOperation
from shop import Order, fill

warnings.simplefilter("ignore")


async def main():
    try:
        made = Order.objects.acreate(customer_id=1, lamp_id=1)
    except SynchronousOnlyOperation as error:
        made = error
    print(type(made).__name__, await Order.objects.acount())


fill()
asyncio.run(main())
