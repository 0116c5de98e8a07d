"""A due time as people say it, by the learner's own clock."""

from datetime import date, datetime, timedelta, tzinfo

from quiz.review.queue import day_of
from quiz.words import count


def day(when: date, today: date) -> str:
    """ "today", "tomorrow", or the weekday and the date with how far off it is."""
    away = (when - today).days
    if away <= 0:
        return "today"
    if away == 1:
        return "tomorrow"
    year = "" if when.year == today.year else f" {when.year}"
    return f"in {count(away, 'day')}, on {when:%A} {when.day} {when:%B}{year}"


def due(when: datetime, by_the_minute: bool, now: datetime, zone: tzinfo) -> str:
    """When a card comes again. Minutes are rounded up, so that whoever comes then is not too early."""
    if when <= now:
        return "now"
    if by_the_minute:
        minutes = -((now - when) // timedelta(minutes=1))
        return f"in {count(minutes, 'minute')}"
    return day(day_of(when, zone), day_of(now, zone))
