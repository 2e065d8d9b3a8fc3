# The sieve of Eratosthenes: stores with a stride.
def sieve(n):
    prime = bytearray(b"\x01") * (n + 1)
    count = 0
    for i in range(2, n + 1):
        if prime[i]:
            count += 1
            for j in range(i * i, n + 1, i):
                prime[j] = 0
    return count


kernel = sieve
