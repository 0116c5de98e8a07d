"""The staff's page for questions of other systems. It shows what an import would give and hands out the file; the
content in the repository is written by its authors alone. To everybody else there is nothing at its address."""

from functools import partial

from asgiref.sync import sync_to_async
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from learners import identity, limits
from lessons import catalogue
from quiz import drafting
from quiz.exchange import FORMATS, take
from quiz.importing import page


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
async def index(request: HttpRequest) -> HttpResponse:
    account = await identity.account(request)
    if account is None or not (account.is_staff and account.is_active):
        raise Http404
    if request.method != "POST":
        context = await sync_to_async(page.context)()
        return render(request, "quiz/importing/index.html", context)

    def looked_at() -> dict[str, object]:
        limits.spend("export", str(account.pk))
        return reviewed(request)

    # Reading a file takes up to seconds: in a thread, beside which the loop goes on.
    context = await sync_to_async(looked_at, thread_sensitive=False)()
    return render(request, "quiz/importing/index.html", context, status=422 if context["refused"] else 200)


def reviewed(request: HttpRequest) -> dict[str, object]:
    form, text = request.POST.get("format", ""), request.POST.get("text", "")
    upload = request.FILES.get("file")
    shown = partial(page.context, form=form, text=text)
    if form and form not in FORMATS:
        return page.context(refused="That format is not one of these.", text=text)
    if isinstance(upload, UploadedFile) and (upload.size or 0) > page.BYTES:
        return shown(refused="The file is larger than 1 MB: split it up, or import it with manage.py import_questions.")
    data = upload.read() if isinstance(upload, UploadedFile) else text.encode(errors="replace")
    if not data.strip():
        return shown(refused="Choose a file, or paste its text.")
    return shown(take(data, form, drafting.ids_in_use(catalogue.whole())))
