import pytest

from learners.devices import device
from tests.learners.people import LINUX, PHONE


@pytest.mark.parametrize(
    ("user_agent", "name"),
    [
        (LINUX, "Firefox on Linux"),
        (PHONE, "Safari on iPhone"),
        (
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0",
            "Edge on Windows",
        ),
        (
            "Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36",
            "Chrome on Android",
        ),
        (
            "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1 Version/18.0 Safari/605.1",
            "Safari on macOS",
        ),
        ("", "A browser"),
        ("<script>" * 500, "A browser"),
    ],
)
def test_a_user_agent_is_called_what_people_call_it(user_agent: str, name: str) -> None:
    assert device(user_agent) == name
