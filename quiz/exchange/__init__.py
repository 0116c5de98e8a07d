"""Questions from and for other systems: GIFT, Moodle XML, QTI 2.1 and 3.0. Pure functions; the commands and the page
of the staff read and write the files."""

from quiz.exchange.carrying import FORMATS, Export, NotCarried, export, guess
from quiz.exchange.drafts import Draft, Import, take

__all__ = ["FORMATS", "Draft", "Export", "Import", "NotCarried", "export", "guess", "take"]
