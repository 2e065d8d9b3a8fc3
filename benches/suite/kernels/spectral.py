# The spectral norm of a matrix: divisions and reductions.
from math import floor, sqrt


def entry(i, j):
    return 1.0 / ((i + j) * (i + j + 1) // 2 + i + 1)


def mul_av(v, out, n):
    for i in range(n):
        s = 0.0
        for j in range(n):
            s += entry(i, j) * v[j]
        out[i] = s


def mul_atv(v, out, n):
    for i in range(n):
        s = 0.0
        for j in range(n):
            s += entry(j, i) * v[j]
        out[i] = s


def spectral(n):
    u, v, t = [1.0] * n, [0.0] * n, [0.0] * n
    for _ in range(10):
        mul_av(u, t, n)
        mul_atv(t, v, n)
        mul_av(v, t, n)
        mul_atv(t, u, n)
    uv = vv = 0.0
    for i in range(n):
        uv += u[i] * v[i]
        vv += v[i] * v[i]
    return floor(sqrt(uv / vv) * 1e9)


kernel = spectral
