import asyncio

from shop import Customer, Lamp, Order, fill


async def main():
    # One object, one number, one answer: a method with an a.
    ada = await Customer.objects.aget(name="Ada")
    orders = await Order.objects.acount()
    print(ada.name, orders, await Lamp.objects.aexists())

    # Building a queryset asks nothing: no a, no await.
    scarce = Lamp.objects.filter(left__lt=3).order_by("name")
    async for lamp in scarce:
        print(lamp.name, lamp.left)

    # A list: an async for in brackets.
    names = Lamp.objects.values_list("name", flat=True)
    print(sorted([name async for name in names]))

    # Writing.
    lamp = await Lamp.objects.acreate(name="night light", left=9)
    lamp.left = 8
    await lamp.asave()
    await Lamp.objects.filter(left__gt=6).aupdate(left=6)
    await lamp.arefresh_from_db()
    print(lamp.name, lamp.left)


fill()
asyncio.run(main())
