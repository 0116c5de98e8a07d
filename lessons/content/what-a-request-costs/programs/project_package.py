"""A middleware of a package that knows nothing of async."""

counts = {}


def counted(get_response):
    def middleware(request):
        counts[request.path] = counts.get(request.path, 0) + 1
        return get_response(request)

    return middleware
