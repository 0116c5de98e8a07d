from django.urls import path

from quiz.importing import views

app_name = "importing"
urlpatterns = [path("", views.index, name="index")]
