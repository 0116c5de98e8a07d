from importlib import import_module

from django.apps import AppConfig


class ReviewConfig(AppConfig):
    name = "quiz.review"
    label = "review"

    def ready(self) -> None:
        import_module("quiz.review.cards")  # hears of every answer
        import_module("quiz.review.holding")  # and adds what it keeps to what a learner can see, take along and merge
