import asyncio
import threading

from asgiref.sync import sync_to_async

threads = set()


def note():
    threads.add(threading.current_thread())


async def main():
    handed = sync_to_async(note)
    await asyncio.gather(handed(), handed(), handed())
    print(len(threads))
    note()
    print(len(threads))


asyncio.run(main())
