CORE = 1000  # ms of processor time in a second


# [stacks]
def bound(own_ms, switches, switch_ms=0.1):
    """Answers a second of one process."""
    return CORE / (own_ms + switches * switch_ms)


stacks = {
    "a: seven on a mixin": (1.0, 15),
    "b: a sync-only one last": (1.0, 4),
    "c: no middleware": (0.8, 2),
}
# [/stacks]
for name, (own_ms, switches) in stacks.items():
    print(f"{name:24} {bound(own_ms, switches):4.0f} a second")
