# A hash table of integers.
function dictrun(n)
    d = Dict{Int,Int}()
    s = 42
    for i in 1:n
        s = s * 16807 % 2147483647
        k = s % n * 97
        d[k] = get(d, k, 0) + i
    end
    total = 0
    s = 7
    for i in 1:n
        s = s * 16807 % 2147483647
        total += get(d, s % (2 * n) * 97, 0)
    end
    return total + length(d)
end

kernel(n) = dictrun(n)
