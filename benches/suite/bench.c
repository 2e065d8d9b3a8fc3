/* Calls the kernel before it (included ahead of this file) several times: one line "rep k microseconds result" each. */
static double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec * 1e6 + time.tv_nsec / 1e3;
}
int main(int argc, char **argv) {
    /* What is volatile cannot be computed once for all calls. */
    volatile int64_t n = argc > 1 ? atoll(argv[1]) : 1;
    int reps = argc > 2 ? atoi(argv[2]) : 1;
    for (int k = 1; k <= reps; k++) {
        double start = now();
        volatile int64_t result = kernel(n);
        printf("rep %d %.0f %lld\n", k, now() - start, (long long)result);
    }
    return 0;
}
