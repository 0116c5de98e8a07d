def most(cpu_ms, processes, cores):
    """Answers a second, whatever the view waits for."""
    at_once = min(processes, cores)
    return at_once * 1000 / cpu_ms


print(f"{most(cpu_ms=2, processes=1, cores=2):.0f} a second")
print(f"{most(cpu_ms=2, processes=2, cores=2):.0f} a second")
print(f"{most(cpu_ms=2, processes=8, cores=2):.0f} a second")
