# Binary trees: allocation and collection.
class Node:
    __slots__ = ("left", "right")

    def __init__(self, left, right):
        self.left = left
        self.right = right


def make(depth):
    return Node(None, None) if depth == 0 else Node(make(depth - 1), make(depth - 1))


def check(t):
    return 0 if t is None else 1 + check(t.left) + check(t.right)


def bintrees(n):
    total = check(make(n + 1))
    keep = make(n)
    for d in range(4, n + 1, 2):
        for _ in range(1 << (n - d + 4)):
            total += check(make(d))
    return total + check(keep)


kernel = bintrees
