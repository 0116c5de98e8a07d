"""What is found, in which order, and what is done with words that are no words. The site's database has no part in it."""

import os
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from lessons.entries import Entry, entries, plain
from lessons.search import Found, Index, parts
from tests.lessons.course import Course

ENTRIES = [
    Entry("Section", "Waiting threads", "Basics", "A thread that waits holds its stack.", "/a"),
    Entry("Section", "The event loop", "Deep dive", "One thread runs all tasks. Threads are not needed.", "/b"),
    Entry("Word", "throughput", "Glossary", "Requests completed in a second; café.", "/c"),
]


@pytest.fixture
def index(tmp_path: Path) -> Index:
    made = Index(tmp_path, "1")
    made.ready(ENTRIES)
    return made


def urls(found: Found) -> list[str]:
    return [hit.url for hit in found.hits]


def test_a_word_in_a_title_comes_before_one_in_a_text(index: Index) -> None:
    assert urls(index.find("threads")) == ["/a", "/b"]


def test_forms_of_a_word_accents_and_case_do_not_matter(index: Index) -> None:
    assert urls(index.find("WAITED")) == ["/a"]
    assert urls(index.find("cafe")) == ["/c"]


def test_the_last_word_may_be_a_beginning(index: Index) -> None:
    assert urls(index.find("through")) == ["/c"]
    assert urls(index.find("event lo")) == ["/b"]
    assert index.find("lo event").loose  # the first may not


def test_all_words_are_wanted_and_some_are_better_than_none(index: Index) -> None:
    assert urls(index.find("thread stack")) == ["/a"]
    found = index.find("thread stack zebra")
    assert set(urls(found)) == {"/a", "/b"}
    assert found.loose
    assert not index.find("thread stack").loose


@pytest.mark.parametrize(
    "query", ["", "   ", "!?", '"', "'; DROP TABLE entries; --", "NEAR(", "AND", "a OR", "*", "-", "("]
)
def test_signs_of_the_query_language_are_only_signs(index: Index, query: str) -> None:
    assert isinstance(index.find(query), Found)
    assert urls(index.find("threads"))


def test_a_query_is_looked_at_as_far_as_it_is_sensible(index: Index) -> None:
    assert isinstance(index.find("thread " * 10_000), Found)
    assert isinstance(index.find("x" * 100_000), Found)


def test_it_says_when_there_is_more(index: Index) -> None:
    assert index.find("thread", limit=1).more
    assert not index.find("thread", limit=2).more


def test_what_was_looked_for_is_marked_in_title_and_excerpt(index: Index) -> None:
    (hit,) = index.find("stack").hits
    assert ("stack", True) in hit.excerpt
    assert index.find("throughput").hits[0].title == (("throughput", True),)
    assert parts("a \x02b\x03 c") == (("a ", False), ("b", True), (" c", False))


def test_the_index_is_made_once_a_version_and_older_ones_go(tmp_path: Path) -> None:
    def must_not_be_asked() -> Iterator[Entry]:
        raise AssertionError
        yield

    Index(tmp_path, "1").ready(ENTRIES)
    Index(tmp_path, "1").ready(must_not_be_asked())
    Index(tmp_path, "2").ready(ENTRIES[:1])
    assert len(list(tmp_path.glob("search-*"))) == 1
    assert urls(Index(tmp_path, "2").find("throughput")) == []


def test_many_may_make_it_and_ask_it_at_once(tmp_path: Path) -> None:
    found: list[list[str]] = []

    def ask() -> None:
        index = Index(tmp_path, "1")
        index.ready(ENTRIES)
        found.append(urls(index.find("threads")))

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [["/a", "/b"]] * 8


def test_an_index_that_another_version_takes_away_is_made_again(tmp_path: Path) -> None:
    index = Index(tmp_path, "1")

    def taken_away_once_made() -> Iterator[Entry]:
        yield from ENTRIES
        taken.append(True)

    class Hasty(Index):
        def find(self, query: str, limit: int = 20) -> Found:
            if len(taken) == 1:
                self.path.unlink()
            return super().find(query, limit)

    taken: list[bool] = []
    assert urls(Hasty(tmp_path, "1").ask("threads", taken_away_once_made)) == ["/a", "/b"]
    assert len(taken) == 2
    assert urls(index.ask("threads", taken_away_once_made)) == ["/a", "/b"]


def test_a_draft_of_a_killed_process_goes_and_one_at_work_stays(tmp_path: Path) -> None:
    old, new = tmp_path / "search-0.1-1", tmp_path / "search-0.2-2"
    for draft in (old, new):
        draft.touch()
    os.utime(old, (0, 0))
    Index(tmp_path, "1").ready(ENTRIES)
    assert not old.exists()
    assert new.exists()


def test_entries_are_the_parts_of_a_course(course: Course) -> None:
    found = list(entries(course.load()))
    assert {entry.kind for entry in found} == {"Lesson", "Section", "Word", "Misconception", "Quiz"}
    why = next(entry for entry in found if entry.url == "/lessons/tiny/why/#big-idea")
    assert why.title == "Section big-idea"
    assert why.context == "A tiny lesson · Why"
    assert why.body.startswith("A wait of 500 ms costs a whole thread; see how.")


def test_a_questions_options_and_answer_are_not_found(course: Course) -> None:
    quiz = next(entry for entry in entries(course.load()) if entry.kind == "Quiz")
    assert "Which one waits?" in quiz.body
    assert "It awaits" not in quiz.body
    assert "This" not in quiz.body


def test_markup_becomes_the_text_that_it_shows() -> None:
    assert plain("<p>a<b>b</b></p><p>time<span>.</span>sleep &lt;x&gt;</p>") == "a b time.sleep <x>"
    assert plain('x<svg><text>y</text></svg><p class="sources">z</p>') == "x"
