// Binary trees: allocation and collection.
#include "bench.h"

typedef struct Node { struct Node *left, *right; } Node;

static Node *make(int64_t depth) {
    Node *t = malloc(sizeof *t);
    if (depth == 0) { t->left = t->right = NULL; }
    else { t->left = make(depth - 1); t->right = make(depth - 1); }
    return t;
}

static int64_t check(const Node *t) { return t->left ? 1 + check(t->left) + check(t->right) : 1; }

static void drop(Node *t) {
    if (t->left) { drop(t->left); drop(t->right); }
    free(t);
}

static int64_t count(int64_t depth) { Node *t = make(depth); int64_t c = check(t); drop(t); return c; }

static int64_t kernel(int64_t n) {
    int64_t total = count(n + 1);
    Node *keep = make(n);
    for (int64_t d = 4; d <= n; d += 2) {
        int64_t iters = (int64_t)1 << (n - d + 4);
        for (int64_t i = 0; i < iters; i++) total += count(d);
    }
    total += check(keep);
    drop(keep);
    return total;
}
