"""How many reviews a day a learner wants."""

from uuid import UUID

from django.db import transaction

from learners.models import Learner
from quiz.review.models import Preference

LEAST, MOST = 1, 500


def keep(learner_id: UUID, daily_limit: int) -> None:
    with transaction.atomic():
        learner = Learner.keep(learner_id)
        Preference.objects.update_or_create(learner=learner, defaults={"daily_limit": daily_limit})
