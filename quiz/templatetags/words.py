"""`{{ text|words }}`: the little Markdown of questions."""

from django import template
from django.utils.safestring import SafeString

from quiz.words import inline

register = template.Library()


@register.filter
def words(text: str) -> SafeString:
    return inline(text)
