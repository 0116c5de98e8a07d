import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import aiohttp
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import path


class Service(BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"ok")

    def log_message(self, *words):
        pass


service = ThreadingHTTPServer(("127.0.0.1", 0), Service)
threading.Thread(target=service.serve_forever, daemon=True).start()
URL = f"http://127.0.0.1:{service.server_port}/"

# [view]
shared = None


async def status(request):
    global shared
    if shared is None:
        shared = aiohttp.ClientSession()
    async with shared.get(URL) as answer:
        return HttpResponse(await answer.text())


# [/view]

urlpatterns = [path("status", status)]
settings.configure(ROOT_URLCONF=__name__, DEBUG_PROPAGATE_EXCEPTIONS=True)
application = get_wsgi_application()
for number in (1, 2):
    environ = RequestFactory().get("/status").environ
    try:
        response = application(environ, lambda *head: None)
        print(number, response.content.decode())
    except RuntimeError as error:
        print(number, type(error).__name__, error)
shared.detach()  # so that Python ends without a complaint
