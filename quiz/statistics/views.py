"""The staff's page of statistics. To everybody else there is nothing at its address."""

from asgiref.sync import sync_to_async
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from learners import identity, limits
from lessons import catalogue
from quiz.statistics import page


@require_safe
@never_cache
async def index(request: HttpRequest) -> HttpResponse:
    """All lessons, or one with `?lesson=slug`. It reads every response: in a thread, beside which the loop goes on."""
    account = await identity.account(request)
    if account is None or not (account.is_staff and account.is_active):
        raise Http404
    lesson = request.GET.get("lesson", "")
    if lesson and lesson not in catalogue.get().lessons:
        raise Http404("There is no lesson of that name.")

    def counted() -> dict[str, object]:
        limits.spend("export", str(account.pk))
        return page.context(lesson)

    context = await sync_to_async(counted)()
    return render(request, "quiz/statistics/index.html", context)
