from firstbyte.cache import RedisCache
from tests.setup.servers import free_port


def test_a_redis_that_is_away_is_an_empty_cache_and_no_error() -> None:
    away = RedisCache(f"redis://127.0.0.1:{free_port()}/0", {"OPTIONS": {"socket_connect_timeout": 1}})
    assert away.get("a", "nothing") == "nothing"
    away.set("a", 1)
    assert away.add("count", 0) is True
    assert away.incr("count") == 1
    assert away.get_many(["a"]) == {}
    assert away.set_many({"a": 1}) == []
    assert away.delete("a") is False
    assert not away.has_key("a")
