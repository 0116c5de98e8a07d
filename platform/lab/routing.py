from typing import Any

from django.urls import path

from lab.live.watcher import watch

# Typed for views; the router calls whatever ASGI application stands here.
application: Any = watch
websocket_urlpatterns = [path("ws/lab/runs/<str:run_id>/", application)]
