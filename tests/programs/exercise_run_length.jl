# Run-length coding, and back.
function encode(s)
    out = IOBuffer()
    i = firstindex(s)
    while i <= lastindex(s)
        c = s[i]
        n = 0
        while i <= lastindex(s) && s[i] == c
            n += 1
            i = nextind(s, i)
        end
        n > 1 && print(out, n)
        print(out, c)
    end
    String(take!(out))
end
function decode(s)
    out = IOBuffer()
    n = 0
    for c in s
        if isdigit(c)
            n = 10n + (c - '0')
        else
            print(out, string(c)^max(n, 1))
            n = 0
        end
    end
    String(take!(out))
end
for s in ["", "XYZ", "AABBBCCCC", "WWWWWWWWWWWWBWWWWWWWWWWWWBBBWWWWWWWWWWWWWWWWWWWWWWWWB", "aabbbcccc", "  hsqq qww  ", "ααββ→→→"]
    e = encode(s)
    println(repr(s), " ", repr(e), " ", decode(e) == s)
end
function runs(v)
    pairs = Tuple{eltype(v),Int}[]
    for x in v
        if !isempty(pairs) && pairs[end][1] == x
            pairs[end] = (x, pairs[end][2] + 1)
        else
            push!(pairs, (x, 1))
        end
    end
    pairs
end
println(runs([1, 1, 2, 3, 3, 3]))
println(runs("mississippi"))
println(decode("3A2B1C"), " ", encode("zzz ZZ  zZ"))
