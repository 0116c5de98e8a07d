import asyncio


async def ask(service):
    print("  asks for", service)
    await asyncio.sleep(0.1)  # stands for a call
    print("  has", service)


async def one_after_the_other():
    await ask("price")
    await ask("stock")


async def side_by_side():
    await asyncio.gather(
        ask("price"),
        ask("stock"),
    )


print("two awaits:")
asyncio.run(one_after_the_other())
print("one await of a gather:")
asyncio.run(side_by_side())
