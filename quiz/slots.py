"""What the quiz puts into the slots of the lessons' pages: each question as this reader finds it."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from asgiref.sync import sync_to_async
from django.http import HttpRequest, QueryDict
from django.template.loader import render_to_string

from learners import identity
from lessons import slots
from lessons.catalogue import Lesson, Mode
from lessons.parts import Slot
from quiz import attempts, badges, challenge, page, placed
from quiz import pool as pools
from quiz.badges import Proof
from quiz.models import Badge
from quiz.pool import Pool
from quiz.questions import type_of
from quiz.questions.feedback import Fields
from quiz.refusal import Refused
from quiz.sets import SETS, QuestionSet
from quiz.sheet import Sheet
from quiz.words import inline


@dataclass(frozen=True)
class Met:
    """What became of the form that was sent: a slot's key, what was refused, and what was typed."""

    key: str = ""
    refused: Refused | None = None
    typed: Fields = field(default_factory=QueryDict)


NOTHING_SENT = Met()


@dataclass(frozen=True)
class Held:
    """What the slots of a page need of the database: the attempts, and what the mastery of a challenge rests on."""

    so_far: tuple[Sheet, ...] = ()
    proof: Proof | None = None
    badge: Badge | None = None


def held(learner_id: UUID | None, pool: Pool, of: QuestionSet) -> Held:
    """Asks the database, and only where there is a learner."""
    so_far = attempts.sheets(learner_id, pool.lesson, of.slug) if learner_id else ()
    if learner_id is None or not of.whole:
        return Held(so_far)
    return Held(so_far, badges.proof_of(learner_id, pool, so_far), badges.of(learner_id, pool.lesson))


def set_of(mode: Mode) -> QuestionSet | None:
    return next((each for each in SETS.values() if each.mode == mode.slug), None)


@slots.filled_by
async def fill(request: HttpRequest, lesson: Lesson, mode: Mode) -> Mapping[str, str]:
    """Reading asks the database only for a reader who is known."""
    known = await identity.known(request)
    of, pool = set_of(mode), await pools.ready(lesson.slug)
    if of is None or pool is None:
        return {}
    kept = await sync_to_async(held)(known, pool, of) if known else Held()
    return filled(request, pool, of, kept, mode.slots) | await head(pool, of)


async def head(pool: Pool, of: QuestionSet) -> dict[str, str]:
    """What the head of the page needs beyond what every page with questions has."""
    if not any(type_of(question).python for question in pool.sets.get(of.slug, ())):
        return {}
    # To name the kit it may have to be made, once a process: not on the loop.
    return {slots.HEAD: await asyncio.to_thread(render_to_string, "quiz/_python.html")}


def filled(
    request: HttpRequest,
    pool: Pool,
    of: QuestionSet,
    kept: Held,
    wanted: Sequence[Slot],
    met: Met = NOTHING_SENT,
) -> dict[str, str]:
    """The HTML of each slot. A newcomer's forms carry an offer of who they will be (see learners.identity)."""
    offer = identity.offer() if not kept.so_far else ""
    first = next((slot for slot in wanted if slot.kind == "question"), None)
    found: dict[str, str] = {}
    for slot in wanted:
        if slot.kind == "question":
            context = asked(pool, of, kept.so_far, slot, met)
            if context:
                context |= {"offer": offer, "clock": of.whole and slot is first}
                found[slot.key] = render_to_string("quiz/placed.html", context, request)
        elif slot.kind == "mastery" and of.whole:
            found[slot.key] = render_to_string("quiz/mastery.html", mastery(pool, of, kept), request)
    return found


def asked(pool: Pool, of: QuestionSet, so_far: Sequence[Sheet], slot: Slot, met: Met) -> dict[str, Any] | None:
    """For quiz/placed.html: a question of a mode's text, `ask` or `told`."""
    sheet = placed.shown_sheet(pool, of, so_far, slot.name)
    question = sheet.question(slot.name) if sheet else None
    if sheet is None or question is None:
        return None
    mine = met if met.key == slot.key else NOTHING_SENT
    shown = page.shown_question(question, sheet, pool, mine.typed)
    taken = sheet.hints.get(question.id, 0)
    return {
        "pool": pool,
        "of": of,
        "sheet": sheet,
        "question": shown,
        "rev": question.rev,
        "state": "told" if shown.feedback else "ask",
        "verdict": page.mark_words(shown.feedback) if shown.feedback else "",
        "refused": mine.refused,
        "here": met.key == slot.key,
        "hints": [inline(hint) for hint in question.hints[:taken]],
        "next_hint": taken + 1 if taken < len(question.hints) else 0,
        "solution": slot.body if shown.feedback else "",
    }


def mastery(pool: Pool, of: QuestionSet, kept: Held) -> dict[str, Any]:
    """For quiz/mastery.html."""
    return {
        "pool": pool,
        "of": of,
        "standing": challenge.standing(kept.so_far, placed.blank(pool, of)),
        "bar": challenge.percent(challenge.BAR),
        "proof": kept.proof,
        "anew": bool(kept.so_far) and placed.can_begin_anew(pool, of, kept.so_far[-1]),
        "holds": kept.proof is not None and kept.proof.holds,
        "badge": kept.badge,
    }
