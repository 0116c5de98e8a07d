from django.urls import path

from quiz import badge_views, slot_views, views

app_name = "quiz"
urlpatterns = [
    path("", views.index, name="index"),
    path("badges/<str:key>/", badge_views.badge, name="badge"),
    path("<str:lesson>/", views.quiz, name="quiz"),
    path("<str:lesson>/answer/", views.answer, name="answer"),
    path("<str:lesson>/next/", views.begin, name="next"),
    path("<str:lesson>/challenge/badge/", badge_views.show, name="badge-show"),
    path("<str:lesson>/challenge/badge/withdraw/", badge_views.withdraw, name="badge-withdraw"),
    path("<str:lesson>/<str:question_set>/answer/", slot_views.answer, name="placed-answer"),
    path("<str:lesson>/<str:question_set>/hint/", slot_views.hint, name="placed-hint"),
    path("<str:lesson>/<str:question_set>/again/", slot_views.again, name="placed-again"),
]
