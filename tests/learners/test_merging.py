"""Anonymous work, sign-up, work on a second device, sign-in, and all of it again: one learner, the best of both."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from threading import Barrier, Thread
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lab.models import Label, Run
from lab.settings import Settings
from learners import merging
from learners.holdings import attempts_of
from learners.models import Account, Learner, ModeRead
from learners.reading import mark_read, read_modes
from lessons import catalogue
from lessons.modes import MODES
from quiz.models import Attempt
from tests.learners.answers import attempt
from tests.learners.people import Browser
from tests.lessons.course import write_course

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def reads(learner_id: UUID) -> dict[str, datetime]:
    return dict(ModeRead.objects.filter(learner_id=learner_id).values_list("mode", "created"))


def read_at(learner_id: UUID, mode: str, hours: int) -> None:
    ModeRead.objects.create(
        learner=Learner.keep(learner_id), lesson="tiny", mode=mode, created=NOON + timedelta(hours=hours)
    )


def test_a_mode_that_both_read_was_read_when_the_first_did() -> None:
    source, target = uuid4(), uuid4()
    for hours, learner in ((2, source), (1, target)):
        read_at(learner, "why", hours)
    for hours, learner in ((1, source), (2, target)):
        read_at(learner, "basics", hours)
    read_at(source, "review", 5)
    merging.hand_over(source, target)
    hour = timedelta(hours=1)
    assert reads(target) == {"why": NOON + hour, "basics": NOON + hour, "review": NOON + 5 * hour}


def test_attempts_come_after_those_that_are_there_with_every_answer() -> None:
    source, target = uuid4(), uuid4()
    attempt(target, 1, "a")
    attempt(target, 2, "b")
    attempt(source, 1, "ab", asked=3)
    attempt(source, 1, "b", lesson="other")
    merging.hand_over(source, target)
    found = Attempt.objects.filter(learner_id=target).order_by("lesson", "number")
    assert [(each.lesson, each.number, each.responses.count()) for each in found] == [
        ("other", 1, 1),
        ("tiny", 1, 1),
        ("tiny", 2, 1),
        ("tiny", 3, 2),
    ]


def test_runs_and_what_was_written_on_them_come_along() -> None:
    source, target = uuid4(), uuid4()
    run = Run.of(Settings("sync-vs-async"), None)
    run.owner = Learner.keep(source)
    run.save()
    Label.objects.create(run=run, learner=run.owner, name="Mine")
    merging.hand_over(source, target)
    assert Run.objects.get().owner_id == Label.objects.get().learner_id == target


def test_doing_it_again_does_nothing() -> None:
    source, target = uuid4(), uuid4()
    mark_read(source, "tiny", "why")
    attempt(source, 1, "a")
    for _ in range(3):
        merging.hand_over(source, target)
        merging.hand_over(target, target)
    assert (ModeRead.objects.count(), Attempt.objects.count(), Learner.objects.count()) == (1, 1, 1)


def test_where_nothing_was_kept_no_learner_is_made() -> None:
    merging.hand_over(uuid4(), uuid4())
    assert not Learner.objects.exists()


def test_the_learner_is_as_old_as_the_older_of_both() -> None:
    source, target = Learner.objects.create(created=NOON), Learner.objects.create(created=NOON + timedelta(days=1))
    merging.hand_over(source.pk, target.pk)
    assert Learner.objects.get().created == NOON


def test_a_room_that_forgets_to_hand_over_stops_the_merging_and_loses_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    source, target = uuid4(), uuid4()
    mark_read(source, "tiny", "why")
    attempt(source, 1, "a")
    monkeypatch.delitem(merging.HOLDINGS, "attempts")
    with pytest.raises(RuntimeError, match="Attempt"), transaction.atomic():
        merging.hand_over(source, target)
    assert Attempt.objects.get().learner_id == source
    assert read_modes(source, "tiny") == {"why"}


@pytest.mark.django_db(transaction=True)
def test_marks_that_are_being_saved_while_a_device_signs_in_are_not_lost() -> None:
    source, target, ready = uuid4(), uuid4(), Barrier(6)
    mark_read(source, "tiny", "review")
    failures: list[BaseException] = []

    def at_once(work: Any, *arguments: Any) -> None:
        ready.wait()
        try:
            work(*arguments)
        except BaseException as error:
            failures.append(error)
        finally:
            connection.close()

    modes = list(MODES)[:4]
    threads = [Thread(target=at_once, args=(mark_read, source, "tiny", mode)) for mode in modes]
    threads += [Thread(target=at_once, args=(merging.hand_over, source, target)) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    merging.hand_over(source, target)  # what came late comes with the next request
    assert read_modes(target, "tiny") == {"review", *modes}


# --- two hundred histories ----------------------------------------------------------------------------------------------

DEVICES = ("desk", "phone", "tablet")
STEPS = st.tuples(
    st.sampled_from(DEVICES),
    st.one_of(
        st.tuples(st.just("read"), st.sampled_from(list(MODES)[:4])),
        st.tuples(st.just("answer"), st.text("ab", min_size=0, max_size=3)),
        st.tuples(st.just("sign in"), st.none()),
        st.tuples(st.just("sign in twice"), st.none()),
        st.tuples(st.just("sign out"), st.none()),
    ),
)


@pytest.fixture(scope="module")
def small_course(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    written = write_course(tmp_path_factory.mktemp("course"))
    with pytest.MonkeyPatch.context() as patch:
        from django.conf import settings as site

        patch.setattr(site, "CONTENT_ROOT", written.root, raising=False)
        catalogue.shelf.clear()
        yield
    catalogue.shelf.clear()


@pytest.fixture
def devices() -> dict[str, Browser]:
    """The same for all histories: making a client takes longer than what it does."""
    return {name: Browser() for name in DEVICES}


@pytest.mark.slow
@given(history=st.lists(STEPS, min_size=4, max_size=14))
@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_the_history_there_is_one_learner_with_all_of_it_and_nothing_twice(
    small_course: None, devices: dict[str, Browser], history: list[tuple[str, tuple[str, Any]]]
) -> None:
    """Each device signs in at the end, so that all must have arrived by then. What was done anonymously and then left
    behind by nobody signing in stays with the device: it arrives with that device's sign-in."""
    with transaction.atomic():
        for browser in devices.values():
            browser.cookies.clear()
        read: set[str] = set()
        answered: Counter[str] = Counter()
        signed_up = False

        def sign_in(browser: Browser) -> None:
            nonlocal signed_up
            _ = browser.sign_in() if signed_up else browser.sign_up()
            signed_up = True

        last = [(name, ("sign in", None)) for name in DEVICES]
        for name, (act, what) in [*history, *last]:
            browser = devices[name]
            if act == "read":
                browser.mark(what)
                read.add(what)
            elif act == "answer":
                learner_id = browser.learner_id
                if learner_id is None:
                    browser.mark("why")
                    read.add("why")
                    learner_id = browser.learner_id
                assert learner_id
                number = Attempt.objects.filter(learner_id=learner_id, lesson="tiny").count() + 1
                attempt(learner_id, number, what, asked=3)
                answered[what] += 1
            elif act == "sign out":
                browser.sign_out()
            else:
                sign_in(browser)
                if act == "sign in twice":
                    sign_in(browser)

        account = Account.objects.get()
        assert {learner.pk for learner in Learner.objects.all()} <= {account.pk}
        assert read_modes(account.pk, "tiny") == read
        assert ModeRead.objects.count() == len(read)
        attempts = attempts_of(account.pk)
        assert (
            Counter("".join("a" if mark else "b" for mark in each.marks if mark is not None) for each in attempts)
            == answered
        )
        assert sorted(each.number for each in attempts) == list(range(1, len(attempts) + 1))
        transaction.set_rollback(True)
