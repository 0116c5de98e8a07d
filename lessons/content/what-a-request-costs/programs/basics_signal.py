import asyncio
import threading

from django.dispatch import Signal

ordered = Signal()


def note(name):
    main = threading.current_thread() is threading.main_thread()
    print(f"  {name}: {'loop' if main else 'thread'}")


def count(**named):
    note("sync receiver")


async def tell(**named):
    note("async receiver")


async def main():
    print("one sync receiver:")
    ordered.connect(count)
    await ordered.asend(None)
    print("one async receiver:")
    ordered.disconnect(count)
    ordered.connect(tell)
    await ordered.asend(None)


asyncio.run(main())
