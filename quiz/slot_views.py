"""Where the forms of the questions in a mode's text are sent. With htmx the slot comes back, and without it the page:
at an address to read when something was saved, and as it stands, with what was typed, when something was refused."""

from collections.abc import Callable
from uuid import UUID

from asgiref.sync import sync_to_async
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseRedirect
from django.utils.cache import patch_vary_headers
from django.views.decorators.cache import never_cache

from learners import identity
from lessons import catalogue, places
from lessons import slots as page_slots
from lessons import views as lesson_views
from lessons.catalogue import Lesson, Mode
from lessons.pages import find_lesson
from quiz import placed, refusal, slots
from quiz import pool as pools
from quiz.placed import Posted
from quiz.pool import Pool
from quiz.refusal import Refused
from quiz.sets import SETS, QuestionSet
from quiz.slots import Held, Met
from quiz.views import MOST_ATTEMPTS, number

# Does what a form asks for, for a learner and with their posted form.
Act = Callable[[UUID, Pool, QuestionSet, Posted], None]


async def found_or_404(lesson: str, question_set: str) -> tuple[Lesson, Mode, Pool, QuestionSet]:
    found = find_lesson(catalogue.get(), lesson)
    of, pool = SETS.get(question_set), await pools.ready(found.slug)
    if of is None or pool is None or of.mode not in found.modes:
        raise Http404(f"“{found.title}” asks no questions of that name.")
    return found, found.modes[of.mode], pool, of


def posted(request: HttpRequest) -> Posted:
    """Raises Refused for a form that no page of ours has sent."""
    attempt, rev = number(request.POST.get("attempt", "")), number(request.POST.get("rev", ""))
    question = request.POST.get("question", "")
    if not 1 <= attempt <= MOST_ATTEMPTS or not rev or not question:
        raise refusal.broken_form()
    return Posted(attempt, question, rev, request.POST)


async def acted(
    request: HttpRequest, lesson: str, question_set: str, act: Act, keeps_typed: bool = False
) -> HttpResponse:
    """`keeps_typed`: what stands in the form is shown again even where nothing was refused."""
    found, mode, pool, of = await found_or_404(lesson, question_set)
    if request.method != "POST":
        return HttpResponseRedirect(places.mode(found.slug, mode.slug))
    form, refused = None, None
    try:
        form = posted(request)
    except Refused as error:
        refused = error
    known = await identity.known(request)
    learner_id = await identity.known_or_new(request) if form else known

    def work() -> tuple[Held, Refused | None]:
        """All the database work of the request."""
        met = refused
        if form and learner_id:
            try:
                act(learner_id, pool, of, form)
            except Refused as error:
                met = error
        return slots.held(learner_id, pool, of), met

    kept, refused = await sync_to_async(work)()
    key = key_of(mode, request.POST.get("question", ""))
    typed = request.POST if refused or keeps_typed else slots.NOTHING_SENT.typed
    response = await replied(request, found, mode, pool, of, kept, Met(key, refused, typed), keeps_typed)
    if learner_id and not known and kept.so_far:
        await identity.remember(request, response, learner_id)
    return response


def key_of(mode: Mode, question: str) -> str:
    """The slot that a form came from; one that names none is answered at the first, so that nothing goes unsaid."""
    keys = [slot.key for slot in mode.slots if slot.kind == "question"]
    asked = f"question:{question}"
    return asked if asked in keys else next(iter(keys), "")


async def replied(
    request: HttpRequest,
    lesson: Lesson,
    mode: Mode,
    pool: Pool,
    of: QuestionSet,
    kept: Held,
    met: Met,
    stays: bool,
) -> HttpResponse:
    wanted = [slot for slot in mode.slots if slot.key == met.key]
    status = met.refused.status if met.refused else 200
    if request.htmx and wanted:  # type: ignore[attr-defined]
        html = slots.filled(request, pool, of, kept, [*wanted, *(s for s in mode.slots if s.kind != "question")], met)
        response = HttpResponse("".join(html.values()), status=status)
        patch_vary_headers(response, ("HX-Request",))
        return response
    if met.refused or stays:
        text = await lesson_views.with_slots(catalogue.get(), lesson, mode)
        fills = slots.filled(request, pool, of, kept, mode.slots, met) | await slots.head(pool, of)
        return page_slots.response(text, fills, status)
    anchor = f"q-{wanted[0].name}" if wanted else ""
    return HttpResponseRedirect(places.mode(lesson.slug, mode.slug, anchor), status=303)


@never_cache
async def answer(request: HttpRequest, lesson: str, question_set: str) -> HttpResponse:
    return await acted(request, lesson, question_set, placed.answer)


@never_cache
async def hint(request: HttpRequest, lesson: str, question_set: str) -> HttpResponse:
    wanted = number(request.POST.get("hint", ""))

    def take(learner_id: UUID, pool: Pool, of: QuestionSet, form: Posted) -> None:
        placed.take_hint(learner_id, pool, of, form, wanted)

    return await acted(request, lesson, question_set, take, keeps_typed=True)


@never_cache
async def again(request: HttpRequest, lesson: str, question_set: str) -> HttpResponse:
    """The same question once more, or a whole set."""

    def begin(learner_id: UUID, pool: Pool, of: QuestionSet, form: Posted) -> None:
        placed.again(learner_id, pool, of, form.attempt, form.question)

    return await acted(request, lesson, question_set, begin)
