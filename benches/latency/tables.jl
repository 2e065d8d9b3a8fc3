# A dictionary of integers.
function kernel(n)
    d = Dict{Int, Int}()
    for i in 1:n
        k = i * 7919 % n
        d[k] = get(d, k, 0) + i
    end
    return length(d) + sum(values(d))
end
