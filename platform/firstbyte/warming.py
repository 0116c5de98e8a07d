"""What the first readers after a start would otherwise wait for: catalogue, home's picture, pages, search index."""

import logging
import threading

from django.conf import settings

logger = logging.getLogger(__name__)


def begin() -> None:
    """Warms in a thread that no request and no end of the process waits for. With DEBUG on pages are made each time."""
    if not settings.DEBUG:
        threading.Thread(target=warm, name="warming", daemon=True).start()


def warm() -> None:
    """Nothing depends on it: what fails here is made, or said, when it is asked for."""
    try:
        from firstbyte import showcase
        from lessons import catalogue, reference, views

        showcase.showcase(showcase.stored())
        course = catalogue.get()
        views.warm(course)
        reference.prepare_search()
    except Exception:
        logger.warning("The pages could not be made in advance.", exc_info=True)
