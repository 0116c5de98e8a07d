import heapq
import time
import types


@types.coroutine
def sleep(seconds):
    yield seconds  # hands this number to whoever runs the coroutine


async def view(name, seconds):
    print(name, "asks the backend")
    await sleep(seconds)
    print(name, "answers")


def run(*coroutines):
    due = [(0, number, each) for number, each in enumerate(coroutines)]
    while due:
        when, number, coroutine = heapq.heappop(due)
        time.sleep(max(0, when - time.monotonic()))
        try:
            seconds = coroutine.send(None)  # up to its next pause
        except StopIteration:
            continue  # it has returned
        again = time.monotonic() + seconds
        heapq.heappush(due, (again, number, coroutine))


run(view("A", 0.3), view("B", 0.1), view("C", 0.2))
