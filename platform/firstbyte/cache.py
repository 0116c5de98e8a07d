"""Redis as a cache that may be away: whatever is kept there can be missed, and a page must answer without it."""

import logging
from typing import Any

from django.core.cache.backends import redis
from redis.exceptions import RedisError

logger = logging.getLogger(__name__)


class Client(redis.RedisCacheClient):
    """Answers as an empty cache does while Redis cannot be reached. Limits then count nothing: learning goes on."""

    def unless_away(self, method: str, empty: Any, *arguments: Any) -> Any:
        try:
            return getattr(super(), method)(*arguments)
        except RedisError as error:
            logger.warning("Redis is away, so that %s counts for nothing: %s", method, error)
            return empty

    def add(self, key: Any, value: Any, timeout: Any) -> Any:
        return self.unless_away("add", True, key, value, timeout)

    def get(self, key: Any, default: Any) -> Any:
        return self.unless_away("get", default, key, default)

    def set(self, key: Any, value: Any, timeout: Any) -> Any:
        return self.unless_away("set", None, key, value, timeout)

    def touch(self, key: Any, timeout: Any) -> Any:
        return self.unless_away("touch", False, key, timeout)

    def delete(self, key: Any) -> Any:
        return self.unless_away("delete", False, key)

    def has_key(self, key: Any) -> Any:
        return self.unless_away("has_key", False, key)

    def incr(self, key: Any, delta: Any) -> Any:
        return self.unless_away("incr", delta, key, delta)

    def get_many(self, keys: Any) -> Any:
        return self.unless_away("get_many", {}, keys)

    def set_many(self, data: Any, timeout: Any) -> Any:
        return self.unless_away("set_many", None, data, timeout)

    def delete_many(self, keys: Any) -> Any:
        return self.unless_away("delete_many", None, keys)


class RedisCache(redis.RedisCache):
    def __init__(self, server: str, params: dict[str, Any]) -> None:
        super().__init__(server, params)
        self._class = Client
