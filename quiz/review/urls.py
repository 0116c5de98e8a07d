from django.urls import path

from quiz.review import views

app_name = "review"
urlpatterns = [
    path("", views.index, name="index"),
    path("anki.apkg", views.anki_deck, name="anki"),
    path("answer/", views.answer, name="answer"),
    path("undo/", views.undo, name="undo"),
    path("preferences/", views.prefer, name="preferences"),
]
