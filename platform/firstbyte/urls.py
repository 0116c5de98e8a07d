from django.urls import include, path

from firstbyte import views
from lessons import reference

handler400 = "firstbyte.views.bad_request"
handler404 = "firstbyte.views.not_found"
handler500 = "firstbyte.views.server_error"

urlpatterns = [
    path("", views.home, name="home"),
    path("replay.json", views.replay, name="replay"),
    path("healthz", views.healthz, name="healthz"),
    path("readyz", views.readyz, name="readyz"),
    path("search/", reference.search, name="search"),
    path("glossary/", reference.glossary, name="glossary"),
    path("changes.atom", reference.changes, name="changes"),
    path("sitemap.xml", reference.sitemap, name="sitemap"),
    path("staff/import/", include("quiz.importing.urls")),
    path("robots.txt", reference.robots, name="robots"),
    path("lessons/", include("lessons.urls")),
    path("quiz/", include("quiz.urls")),
    path("review/", include("quiz.review.urls")),
    path("staff/statistics/", include("quiz.statistics.urls")),
    path("lab/", include("lab.urls")),
    path("me/", include("learners.urls")),
    path("me/", include("learners.account_urls")),
]
