# Permutations of pancakes: small integer arrays.
def fannkuch(n):
    p = list(range(n))
    q = [0] * n
    count = [0] * n
    r = n
    maxflips = checksum = 0
    sign = 1
    while True:
        while r != 1:
            count[r - 1] = r
            r -= 1
        for i in range(n):
            q[i] = p[i]
        flips = 0
        k = q[0]
        while k != 0:
            i = 0
            j = k
            while i < j:
                q[i], q[j] = q[j], q[i]
                i += 1
                j -= 1
            flips += 1
            k = q[0]
        if flips > maxflips:
            maxflips = flips
        checksum += sign * flips
        sign = -sign
        while True:
            if r == n:
                return checksum * 100 + maxflips
            first = p[0]
            for i in range(r):
                p[i] = p[i + 1]
            p[r] = first
            count[r] -= 1
            if count[r] > 0:
                break
            r += 1


kernel = fannkuch
