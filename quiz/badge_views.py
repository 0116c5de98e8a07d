"""The page of a badge, which anybody can open who has its address, and the two forms of its owner."""

from uuid import UUID

from asgiref.sync import sync_to_async
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from learners import identity
from lessons import places
from quiz import badges, challenge
from quiz import pool as pools
from quiz.badges import Proof
from quiz.models import Badge
from quiz.pool import Pool
from quiz.refusal import Refused
from quiz.sets import CHALLENGE, SETS
from quiz.slot_views import found_or_404
from quiz.words import inline


@require_safe
@never_cache
async def badge(request: HttpRequest, key: str) -> HttpResponse:
    # PostgreSQL cannot be asked for what is no text of its own, such as a zero byte.
    found = await Badge.objects.filter(key=key).afirst() if key.isprintable() else None
    pool = await pools.ready(found.lesson) if found else None
    proof = await sync_to_async(badges.proof_of)(found.learner_id, pool) if found and pool else None
    if found is None or pool is None or proof is None:
        raise Http404("There is no badge at this address: its owner withdrew it, or the address is not whole.")
    response = render(request, "quiz/badge.html", shown(found, pool, proof))
    response["X-Robots-Tag"] = "noindex"
    response["Referrer-Policy"] = "no-referrer"
    return response


def shown(badge: Badge, pool: Pool, proof: Proof) -> dict[str, object]:
    """For quiz/badge.html. What was asked and what it earned: no answer, and no right one either."""
    rests = proof.rests
    return {
        "badge": badge,
        "pool": pool,
        "proof": proof,
        "bar": challenge.percent(challenge.BAR),
        "earned": badges.ended(proof.earned),
        "rests": badges.ended(rests),
        "again": proof.rests is not proof.earned,
        "objectives": [text for text in pool.objectives.values() if text],
        "rows": [
            {
                "prompt": inline(question.prompt),
                "mark": challenge.percent(rests.feedback[question.id].mark),
                "hints": rests.hints.get(question.id, 0),
                "when": rests.answered.get(question.id),
            }
            for question in rests.questions
        ],
    }


async def own(request: HttpRequest, lesson: str) -> tuple[UUID | None, Pool, str]:
    """Whose form it is, of which challenge, and where the answer to it is read."""
    found, _, pool, of = await found_or_404(lesson, CHALLENGE)
    return await identity.known(request), pool, places.mode(found.slug, SETS[of.slug].mode, "mastery")


@never_cache
async def show(request: HttpRequest, lesson: str) -> HttpResponse:
    learner_id, pool, back = await own(request, lesson)
    if request.method != "POST" or learner_id is None:
        return HttpResponseRedirect(back, status=303)
    await identity.known_or_new(request)  # it counts against the limits
    try:
        made = await sync_to_async(badges.show)(learner_id, pool, request.POST.get("name", ""))
    except Refused as error:
        return render(request, "quiz/refused.html", {"refused": error, "back": back}, status=error.status)
    return HttpResponseRedirect(reverse("quiz:badge", args=[made.key]), status=303)


@never_cache
async def withdraw(request: HttpRequest, lesson: str) -> HttpResponse:
    learner_id, pool, back = await own(request, lesson)
    if request.method == "POST" and learner_id:
        await identity.known_or_new(request)
        await sync_to_async(badges.withdraw)(learner_id, pool.lesson)
    return HttpResponseRedirect(back, status=303)
