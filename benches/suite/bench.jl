# Calls the kernel before it (entered ahead of this file) several times: one line "rep k microseconds result" each.
function measure(n, reps)
    for k in 1:reps
        start = time()
        result = kernel(n)
        stop = time()
        println("rep ", k, " ", floor(Int, (stop - start) * 1.0e6), " ", result)
    end
end
measure(parse(Int, ARGS[1]), parse(Int, ARGS[2]))
