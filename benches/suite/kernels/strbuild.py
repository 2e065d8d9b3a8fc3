# Numbers printed into a buffer: strings.
def strbuild(n):
    pieces = []
    for i in range(1, n + 1):
        pieces.append(str(i))
        pieces.append(",")
    s = "".join(pieces).encode()
    h = 0
    for b in s:
        h = (h * 31 + b) % 1000003
    return h * 1000000000 + len(s)


kernel = strbuild
