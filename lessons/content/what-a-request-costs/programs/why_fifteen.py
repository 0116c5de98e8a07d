import asyncio

import switches
from asgi_get import get
from django.core.asgi import get_asgi_application
from django.http import HttpResponse
from django.urls import path
from site_of import MIDDLEWARE, site


async def view(request):
    return HttpResponse("ok")


urlpatterns = [path("", view)]
site(MIDDLEWARE)
asyncio.run(get(get_asgi_application(), "/"))
print(len(switches.names), "times to the thread and back:")
for name in switches.names:
    print("-", name.replace("<locals>.", ""))
