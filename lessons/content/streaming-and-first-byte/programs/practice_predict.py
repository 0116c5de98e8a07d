def predict(parts, wait, streams):
    last = parts * wait
    first = wait if streams else last
    return first, last


for streams in (True, False):
    first, last = predict(parts=5, wait=0.1, streams=streams)
    print(f"streams: {streams!s:5} first {first:.1f} s, last {last:.1f} s")
