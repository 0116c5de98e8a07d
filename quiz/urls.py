from django.urls import path

from quiz import views

app_name = "quiz"
urlpatterns = [
    path("", views.index, name="index"),
    path("<str:lesson>/", views.quiz, name="quiz"),
    path("<str:lesson>/answer/", views.answer, name="answer"),
    path("<str:lesson>/next/", views.begin, name="next"),
]
