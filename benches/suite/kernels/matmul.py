# Matrix product by three loops: what vectorizers like.
def matmul(a, b, c, n):
    for i in range(n):
        ai, ci = a[i], c[i]
        for k in range(n):
            x, bk = ai[k], b[k]
            for j in range(n):
                ci[j] += x * bk[j]


def run(n):
    a = [[i * j % 7 + 0.5 for j in range(n)] for i in range(n)]
    b = [[(i + j) % 5 + 0.5 for j in range(n)] for i in range(n)]
    c = [[0.0] * n for _ in range(n)]
    matmul(a, b, c, n)
    s = 0.0
    for ci in c:
        for x in ci:
            s += x
    return int(s * 4.0)


kernel = run
