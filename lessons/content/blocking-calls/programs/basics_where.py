import asyncio
import threading

from asgiref.sync import sync_to_async


def where():
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return "beside the loop"
    return "on the loop's thread"


async def view():
    print("called:       ", where())
    handed = sync_to_async(where)
    print("sync_to_async:", await handed())
    print("to_thread:    ", await asyncio.to_thread(where))
    main = threading.main_thread()
    print("this loop's thread is the main one:", main is threading.current_thread())


asyncio.run(view())
