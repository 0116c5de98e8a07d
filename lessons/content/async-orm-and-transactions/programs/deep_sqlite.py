import threading

from django.db import (
    OperationalError,
    connection,
    connections,
    transaction,
)
from shop import Lamp, fill

results = []


def sell(read, written):
    try:
        with transaction.atomic():
            lamp = Lamp.objects.get(pk=1)
            read()
            lamp.left -= 1
            lamp.save()
            written()
        results.append("sold")
    except OperationalError as error:
        written()
        results.append(str(error))
    connection.close()


def two_at_once(together):
    """Two buyers, each in a thread and with a connection of its own."""
    results.clear()
    meet = [lambda: None, lambda: None]
    if together:
        # Both read before one writes; both write before one commits.
        meet = [threading.Barrier(2).wait, threading.Barrier(2).wait]
    buyers = [threading.Thread(target=sell, args=meet) for _ in range(2)]
    for buyer in buyers:
        buyer.start()
    for buyer in buyers:
        buyer.join()
    return sorted(results), Lamp.objects.get(pk=1).left


fill()
print("DEFERRED ", *two_at_once(together=True))
options = connections.settings["default"]["OPTIONS"]
options["transaction_mode"] = "IMMEDIATE"
connections["default"].close()
print("IMMEDIATE", *two_at_once(together=False))
