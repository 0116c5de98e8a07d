"""How often in a minute somebody may do something. Sign-in and the like have allauth's own limits beside these."""

import ipaddress
import math
import time

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest

WINDOW = 60  # seconds


class TooMany(Exception):
    """Caught in one place, the middleware. `seconds` is how long to wait."""

    def __init__(self, seconds: int) -> None:
        super().__init__(f"too many, wait {seconds} s")
        self.seconds = seconds


def spend(action: str, who: str, now: float | None = None) -> None:
    """Counts one. Raises TooMany past what RATE_LIMITS allows of the action in this minute; without an entry there,
    nothing is counted. With Redis the processes count together."""
    most = settings.RATE_LIMITS.get(action)
    if most is None:
        return
    now = time.time() if now is None else now
    window = int(now // WINDOW)
    key = f"limit:{action}:{who}:{window}"
    cache.add(key, 0, timeout=2 * WINDOW)
    if cache.incr(key) > most:
        raise TooMany(math.ceil((window + 1) * WINDOW - now))


def address(request: HttpRequest) -> str:
    """Who asks, for those who are not known: the address, of IPv6 the network, since one household has it all."""
    ip = ipaddress.ip_address(get_adapter().get_client_ip(request))
    if isinstance(ip, ipaddress.IPv6Address):
        return str(ipaddress.ip_network((ip, 64), strict=False).network_address)
    return str(ip)
