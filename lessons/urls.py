from django.urls import path

from lessons import views

app_name = "lessons"
urlpatterns = [
    path("", views.index, name="index"),
    path("<str:lesson>/", views.lesson, name="lesson"),
    path("<str:lesson>/project/<slug:program>.zip", views.project, name="project"),
    path("<str:lesson>/<str:mode>/", views.mode, name="mode"),
]
