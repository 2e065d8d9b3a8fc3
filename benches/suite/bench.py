# Calls the kernel before it several times: one line "rep k microseconds result" each.
import sys
import time

for k in range(1, int(sys.argv[2]) + 1):
    start = time.perf_counter()
    result = kernel(int(sys.argv[1]))
    print("rep %d %.0f %d" % (k, 1e6 * (time.perf_counter() - start), result))
