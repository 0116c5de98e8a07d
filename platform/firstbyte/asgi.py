"""The one door: HTTP to Django, websockets to the lab's hub."""

import os
from typing import Any

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "firstbyte.settings")
http_application = get_asgi_application()  # before the imports below: they need the apps to be ready

from channels.routing import ProtocolTypeRouter, URLRouter  # noqa: E402
from channels.security.websocket import AllowedHostsOriginValidator  # noqa: E402

from firstbyte import warming  # noqa: E402
from lab.live.host import host  # noqa: E402
from lab.routing import websocket_urlpatterns  # noqa: E402

router = ProtocolTypeRouter(
    {
        "http": http_application,
        "websocket": AllowedHostsOriginValidator(URLRouter(websocket_urlpatterns)),
    }
)
warming.begin()


async def application(scope: dict[str, Any], receive: Any, send: Any) -> None:
    # Daphne has no lifespan events: whoever comes first sets the lab's queue going, after a restart too.
    host.begin()
    await router(scope, receive, send)
