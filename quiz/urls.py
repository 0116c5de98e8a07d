from django.urls import path

from quiz import badge_views, slot_views, views
from quiz.sets import DIAGNOSTIC

app_name = "quiz"
urlpatterns = [
    path("", views.index, name="index"),
    path("badges/<str:key>/", badge_views.badge, name="badge"),
    path("<str:lesson>/", views.quiz, name="quiz"),
    path("<str:lesson>/answer/", views.answer, name="quiz-answer"),
    path("<str:lesson>/next/", views.begin, name="quiz-next"),
    path("<str:lesson>/diagnostic/", views.quiz, {"question_set": DIAGNOSTIC}, name="diagnostic"),
    path("<str:lesson>/diagnostic/answer/", views.answer, {"question_set": DIAGNOSTIC}, name="diagnostic-answer"),
    path("<str:lesson>/diagnostic/next/", views.begin, {"question_set": DIAGNOSTIC}, name="diagnostic-next"),
    path("<str:lesson>/challenge/badge/", badge_views.show, name="badge-show"),
    path("<str:lesson>/challenge/badge/withdraw/", badge_views.withdraw, name="badge-withdraw"),
    path("<str:lesson>/<str:question_set>/answer/", slot_views.answer, name="placed-answer"),
    path("<str:lesson>/<str:question_set>/hint/", slot_views.hint, name="placed-hint"),
    path("<str:lesson>/<str:question_set>/again/", slot_views.again, name="placed-again"),
]
