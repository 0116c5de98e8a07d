def predict(clients, wait, workers=None):
    """Answers a second, and the mean response time in seconds.

    `workers` is how many requests can wait at once; None: all of them.
    """
    at_once = clients if workers is None else min(clients, workers)
    throughput = at_once / wait
    response = clients / throughput
    return throughput, response


for clients, workers in ((20, 4), (20, None), (1, 4)):
    throughput, response = predict(clients, 0.2, workers)
    print(f"{clients:2} clients, {workers or 'no'} workers: ", end="")
    print(f"{throughput:.0f}/s after {response:.1f} s")
