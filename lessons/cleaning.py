"""What HTML of the content may hold. Drawings of our own are put in after the cleaning, in place of a placeholder."""

import nh3

TAGS = {
    *("a", "abbr", "b", "blockquote", "br", "code", "data", "dd", "del", "details", "dfn", "div", "dl", "dt", "em"),
    *("figcaption", "figure", "h2", "h3", "h4", "hr", "i", "img", "kbd", "li", "ol", "p", "pre", "q", "s", "samp"),
    *("section", "small", "span", "strong", "sub", "summary", "sup", "caption", "table", "tbody", "td", "tfoot"),
    *("th", "thead", "tr", "ul", "var", "aside", "step-player", "page-timing", "python-exercise"),
}
ATTRIBUTES = {
    "*": {"class", "id", "role", "tabindex", "title"},
    "a": {"href", "rel"},
    "data": {"value"},
    "div": {"hx-get", "hx-trigger", "hx-swap", "hx-target"},
    "img": {"src", "alt", "width", "height", "loading"},
    "ol": {"start"},
    "td": {"colspan", "rowspan", "headers"},
    "th": {"colspan", "rowspan", "scope"},
    "details": {"open", "name"},
}

# Built once: a cleaner compiles its sets.
_CLEANER = nh3.Cleaner(
    tags=TAGS,
    attributes=ATTRIBUTES,
    generic_attribute_prefixes={"data-", "aria-"},
    url_schemes={"https", "http", "mailto"},
    link_rel=None,
    strip_comments=True,
)


def clean(html: str) -> str:
    return _CLEANER.clean(html)
