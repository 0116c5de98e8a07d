import asyncio
import time
from concurrent.futures import ThreadPoolExecutor
from threading import Lock

from asgiref.sync import sync_to_async

lock = Lock()
inside = most = 0


def status_of(number):
    global inside, most
    with lock:
        inside += 1
        most = max(most, inside)
    time.sleep(0.2)
    with lock:
        inside -= 1
    return f"parcel {number}"


carrier = ThreadPoolExecutor(4)
status = sync_to_async(
    status_of,
    thread_sensitive=False,
    executor=carrier,
)


async def main():
    asked = [status(number) for number in range(10)]
    said = await asyncio.gather(*asked)
    print(f"{len(said)} requests, {most} calls at once")


asyncio.run(main())
