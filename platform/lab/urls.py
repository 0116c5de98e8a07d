from django.urls import path

from lab import comparing, exporting, history, own_browser, party, views

app_name = "lab"
urlpatterns = [
    path("", views.index, name="index"),
    path("start/", views.start, name="start"),
    path("your-browser/", own_browser.page, name="own-browser"),
    path("your-browser/sync/", own_browser.waits_sync, name="waits-sync"),
    path("your-browser/async/", own_browser.waits_async, name="waits-async"),
    path("matrix/", views.matrix, name="matrix"),
    path("compare/", comparing.page, name="compare"),
    path("runs/", history.index, name="history"),
    path("runs/<str:run_id>/", views.run, name="run"),
    path("runs/<str:run_id>/bet/", party.bet, name="bet"),
    path("runs/<str:run_id>/go/", party.go, name="go"),
    path("runs/<str:run_id>/label/", history.label, name="label"),
    path("runs/<str:run_id>/summary/", views.summary, name="summary"),
    path("runs/<str:run_id>/log.json", views.log, name="log"),
    path("runs/<str:run_id>/export/<str:kind>/", exporting.export, name="export"),
    path("run.schema.json", exporting.schema, name="schema"),
]
