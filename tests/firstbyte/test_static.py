"""Static files of the site as it is hosted."""

import re
import urllib.error
import urllib.request

import pytest

from tests.setup.servers import Site

pytestmark = pytest.mark.slow


def test_a_static_file_carries_only_headers_that_say_something_of_it_and_is_known_by_its_etag(site: Site) -> None:
    with urllib.request.urlopen(site.url) as response:
        found = re.search(r"/static/tokens[^\"]*css", response.read().decode())
        assert response.headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert found
    with urllib.request.urlopen(site.url + found[0]) as response:
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        assert "Cross-Origin-Opener-Policy" not in response.headers
        assert "Last-Modified" not in response.headers
        etag = response.headers["ETag"]
    with pytest.raises(urllib.error.HTTPError, match="304"):
        urllib.request.urlopen(urllib.request.Request(site.url + found[0], headers={"If-None-Match": etag}))
