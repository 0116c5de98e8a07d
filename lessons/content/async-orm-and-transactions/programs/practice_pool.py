def most(clients, view, held, pool):
    """Answers a second: the view takes `view` seconds in all,
    and holds a connection for `held` of them."""
    by_clients = clients / view
    by_pool = pool / held
    return min(by_clients, by_pool)


print(f"{most(clients=20, view=0.5, held=0.5, pool=10):.0f} a second")
print(f"{most(clients=20, view=0.5, held=0.1, pool=10):.0f} a second")
print(f"{most(clients=90, view=0.5, held=0.1, pool=10):.0f} a second")
