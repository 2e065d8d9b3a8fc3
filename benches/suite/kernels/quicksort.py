# Quicksort of pseudo-random numbers: unpredictable branches.
def quicksort(a, lo, hi):
    if lo >= hi:
        return
    pivot, i, j = a[(lo + hi) // 2], lo, hi
    while i <= j:
        while a[i] < pivot:
            i += 1
        while a[j] > pivot:
            j -= 1
        if i <= j:
            a[i], a[j] = a[j], a[i]
            i += 1
            j -= 1
    quicksort(a, lo, j)
    quicksort(a, i, hi)


def run(n):
    a = [0] * n
    s = 42
    for i in range(n):
        s = s * 16807 % 2147483647
        a[i] = s
    quicksort(a, 0, n - 1)
    r = a[n // 4] + a[n // 2] + a[n - 1]
    for i in range(1, n):
        if a[i - 1] > a[i]:
            r = -1
    return r


kernel = run
