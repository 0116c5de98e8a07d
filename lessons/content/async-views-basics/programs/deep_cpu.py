import asyncio


async def compute(name):
    print(name, "starts")
    sum(range(3_000_000))
    print(name, "ends")


async def main():
    await asyncio.gather(
        compute("A"),
        compute("B"),
    )


asyncio.run(main())
