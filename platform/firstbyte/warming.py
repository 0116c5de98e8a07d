"""What the first readers after a start would otherwise wait for: catalogue, home's picture, pages, search index."""

import gc
import logging
import threading

from django.conf import settings

logger = logging.getLogger(__name__)

# More would take the processor from those who read meanwhile, for pages that few will ask for: each is made within a
# tenth of a second when somebody does.
MOST_PAGES = 200


def begin() -> None:
    """Warms in a thread that no request and no end of the process waits for. With DEBUG on pages are made each time."""
    if not settings.DEBUG:
        threading.Thread(target=settle, name="warming", daemon=True).start()


def settle() -> None:
    """Warms; what was read and made then stays to the end, so that the collector need not look through it again."""
    warm()
    gc.collect()
    gc.freeze()


def warm() -> None:
    """Nothing depends on it: what fails here is made, or said, when it is asked for."""
    try:
        from firstbyte import showcase
        from lessons import catalogue, reference, views

        showcase.showcase(showcase.stored())
        course = catalogue.get()
        if views.warm(course, MOST_PAGES):
            reference.prepare_search()
    except Exception:
        logger.warning("The pages could not be made in advance.", exc_info=True)
