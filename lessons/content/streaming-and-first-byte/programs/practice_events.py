"""What a browser makes of an event stream: it gives an event at each empty line."""


def events(stream):
    data = []
    for line in stream.split("\n")[:-1]:
        if line.startswith("data: "):
            data.append(line.removeprefix("data: "))
        elif not line and data:
            yield "\n".join(data)
            data = []


for end in ("\n", "\n\n"):
    stream = "".join(f"data: {price}{end}" for price in (101, 99))
    print(repr(end), "gives", list(events(stream)))
