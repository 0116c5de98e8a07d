from importlib import import_module

from django.apps import AppConfig


class QuizConfig(AppConfig):
    name = "quiz"

    def ready(self) -> None:
        import_module("quiz.linting")  # adds its rules to those of the content
        import_module("quiz.placing")
        import_module("quiz.linting_drafts")
        import_module("quiz.running")  # and those that run programs
        import_module("quiz.slots")  # and its questions to the pages of the lessons
        import_module("quiz.badges")
        import_module("quiz.holding")  # and what it keeps to what a learner can see, take along and merge
