def throughput(place, clients, wait, threads=6):
    if place == "loop":
        return 1 / wait
    if place == "pool":
        return min(clients, threads) / wait
    return clients / wait


for place in ("loop", "pool", "request"):
    a_second = throughput(place, clients=60, wait=0.5)
    print(f"{place:7} {a_second:2.0f}/s")
