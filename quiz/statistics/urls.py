from django.urls import path

from quiz.statistics import views

app_name = "statistics"
urlpatterns = [path("", views.index, name="index")]
