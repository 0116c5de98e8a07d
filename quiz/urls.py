from django.urls import path

from quiz import slot_views, views

app_name = "quiz"
urlpatterns = [
    path("", views.index, name="index"),
    path("<str:lesson>/", views.quiz, name="quiz"),
    path("<str:lesson>/answer/", views.answer, name="answer"),
    path("<str:lesson>/next/", views.begin, name="next"),
    path("<str:lesson>/<str:question_set>/answer/", slot_views.answer, name="placed-answer"),
    path("<str:lesson>/<str:question_set>/hint/", slot_views.hint, name="placed-hint"),
    path("<str:lesson>/<str:question_set>/again/", slot_views.again, name="placed-again"),
]
