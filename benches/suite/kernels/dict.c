// A hash table of integers.
#include "bench.h"

/* open addressing, linear probing, key -1 means empty, grows at 1/2 load */
typedef struct { int64_t *keys, *vals, cap, used; int shift; } Map;

static void map_init(Map *m, int bits) {
    m->cap = (int64_t)1 << bits; m->shift = 64 - bits; m->used = 0;
    m->keys = malloc(m->cap * sizeof(int64_t)); m->vals = malloc(m->cap * sizeof(int64_t));
    memset(m->keys, -1, m->cap * sizeof(int64_t));
}

static int64_t map_slot(const Map *m, int64_t key) {
    int64_t i = (int64_t)(((uint64_t)key * 0x9E3779B97F4A7C15ul) >> m->shift);
    while (m->keys[i] != -1 && m->keys[i] != key) i = (i + 1) & (m->cap - 1);
    return i;
}

static void map_set(Map *m, int64_t key, int64_t val) {
    int64_t i = map_slot(m, key);
    if (m->keys[i] == -1) {
        if (2 * (m->used + 1) > m->cap) {
            Map big;
            map_init(&big, 64 - m->shift + 1);
            for (int64_t k = 0; k < m->cap; k++) if (m->keys[k] != -1) map_set(&big, m->keys[k], m->vals[k]);
            free(m->keys); free(m->vals);
            *m = big;
            i = map_slot(m, key);
        }
        m->keys[i] = key;
        m->used++;
    }
    m->vals[i] = val;
}

static int64_t map_get(const Map *m, int64_t key, int64_t otherwise) {
    int64_t i = map_slot(m, key);
    return m->keys[i] == key ? m->vals[i] : otherwise;
}

static int64_t kernel(int64_t n) {
    Map m;
    map_init(&m, 4);
    int64_t s = 42;
    for (int64_t i = 1; i <= n; i++) {
        s = s * 16807 % 2147483647;
        int64_t k = s % n * 97;
        map_set(&m, k, map_get(&m, k, 0) + i);
    }
    int64_t total = 0;
    s = 7;
    for (int64_t i = 1; i <= n; i++) {
        s = s * 16807 % 2147483647;
        total += map_get(&m, s % (2 * n) * 97, 0);
    }
    total += m.used;
    free(m.keys); free(m.vals);
    return total;
}
