from django.conf import settings
from django.http import StreamingHttpResponse

settings.configure()


def sync_parts():
    yield "part"


async def async_parts():
    yield "part"


class Both:
    def __iter__(self):
        return sync_parts()

    def __aiter__(self):
        return async_parts()


for given in (["part"], sync_parts(), async_parts(), Both()):
    response = StreamingHttpResponse(given)
    print(f"{type(given).__name__:15} is_async: {response.is_async}")
