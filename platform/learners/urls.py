from django.urls import path

from learners import views

app_name = "learners"
urlpatterns = [
    path("", views.index, name="index"),
    path("path/<str:lesson>/", views.path, name="path"),
    path("answers/", views.answers, name="answers"),
    path("data.json", views.export, name="export"),
    path("devices/end/", views.end_session, name="end_session"),
    path("erase/", views.erase, name="erase"),
    path("erased/", views.erased, name="erased"),
]
