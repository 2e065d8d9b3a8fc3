# A hash table of integers.
def dictrun(n):
    d = {}
    s = 42
    for i in range(1, n + 1):
        s = s * 16807 % 2147483647
        k = s % n * 97
        d[k] = d.get(k, 0) + i
    total = 0
    s = 7
    for i in range(1, n + 1):
        s = s * 16807 % 2147483647
        total += d.get(s % (2 * n) * 97, 0)
    return total + len(d)


kernel = dictrun
