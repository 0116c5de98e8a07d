def page_time(first, together, deadline=None):
    """`first` is awaited, then the others are gathered."""
    longest = max(together)
    if deadline is not None:
        longest = min(longest, deadline)
    return first + longest


print(page_time(100, [200, 300, 50]), "ms")
print(page_time(100, [200, 9000], deadline=500), "ms")
print(page_time(100, [200, 300], deadline=500), "ms")
