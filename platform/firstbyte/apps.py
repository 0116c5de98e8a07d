from django.apps import AppConfig


class FirstbyteConfig(AppConfig):
    name = "firstbyte"
