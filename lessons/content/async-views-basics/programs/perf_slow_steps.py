"""Let asyncio name the steps that held its loop."""

import asyncio
import logging
import time


async def blocks():
    time.sleep(0.4)


async def awaits():
    await asyncio.sleep(0.4)


async def main():
    asyncio.get_running_loop().slow_callback_duration = 0.2
    await asyncio.create_task(blocks())
    await asyncio.create_task(awaits())


class Named(logging.Handler):
    def emit(self, record):
        for name in ("blocks", "awaits"):
            if f"{name}()" in record.getMessage():
                print(f"{name}: held the loop")


logging.getLogger("asyncio").addHandler(Named())
asyncio.run(main(), debug=True)
