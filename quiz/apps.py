from importlib import import_module

from django.apps import AppConfig


class QuizConfig(AppConfig):
    name = "quiz"

    def ready(self) -> None:
        import_module("quiz.linting")  # adds its rules to those of the content
