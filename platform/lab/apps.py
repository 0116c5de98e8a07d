from importlib import import_module

from django.apps import AppConfig


class LabConfig(AppConfig):
    name = "lab"

    def ready(self) -> None:
        import_module("lab.holding")  # what the lab keeps of a learner
