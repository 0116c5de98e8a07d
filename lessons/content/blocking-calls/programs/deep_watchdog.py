import asyncio
import sys
import threading
import time


def parse(text):
    time.sleep(0.9)  # stands for whatever blocks
    return text


async def good(text):
    await asyncio.sleep(0.5)


async def bad(text):
    parse(text)


# [watchdog]
beat = time.monotonic()


async def heart():
    global beat
    while True:
        beat = time.monotonic()
        await asyncio.sleep(0.02)


def watch(loop_thread, limit=0.4):
    named = None
    while True:
        time.sleep(0.02)
        late = time.monotonic() - beat > limit
        if late and named != beat:
            frame = sys._current_frames()[loop_thread]
            named = beat
            print("held in", frame.f_code.co_name)


# [/watchdog]


async def main():
    thread = threading.get_ident()
    threading.Thread(target=watch, args=[thread], daemon=True).start()
    pulse = asyncio.create_task(heart())
    await asyncio.sleep(0)
    await good("text")
    await bad("text")
    await asyncio.sleep(0.1)
    pulse.cancel()


asyncio.run(main())
