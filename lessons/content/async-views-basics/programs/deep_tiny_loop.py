import heapq
import time
import types


@types.coroutine
def sleep(seconds):
    yield seconds  # for whoever runs the coroutine


async def view(name, seconds):
    print(name, "asks the backend")
    await sleep(seconds)
    print(name, "answers")


def run(*coroutines):
    due = [(0, n, each) for n, each in enumerate(coroutines)]
    while due:
        when, n, coroutine = heapq.heappop(due)
        time.sleep(max(0, when - time.monotonic()))
        try:
            # Runs it up to its next pause.
            seconds = coroutine.send(None)
        except StopIteration:
            continue  # it has returned
        again = time.monotonic() + seconds
        heapq.heappush(due, (again, n, coroutine))


run(view("A", 0.3), view("B", 0.1), view("C", 0.2))
