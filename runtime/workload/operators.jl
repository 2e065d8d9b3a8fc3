# The operators and common functions of numbers, each looked up for the types of two values that it is called with: code
# that is not compiled calls them so.
whole_pair = (7, 2)
float_pair = (7.5, 2.0)
operated = Any[]
for operator in (+, -, *, /, ^, %, ÷, div, rem, mod, fld, ==, !=, <, <=, >, >=, min, max, isless)
    for x in (whole_pair[1], float_pair[1]), y in (whole_pair[2], float_pair[2])
        push!(operated, operator(x, y))
    end
end
for operator in (+, *), x in (whole_pair[1], float_pair[1]), y in (whole_pair[2], float_pair[2]), z in (3, 3.5)
    push!(operated, operator(x, y, z))
end
for operator in (&, |, xor, <<, >>, >>>, gcd, lcm, divrem, cmp)
    push!(operated, operator(whole_pair[1], whole_pair[2]))
end
for operator in (+, -, abs, sqrt, float, zero, one, iszero, isone, sign, abs2, string, isequal)
    for x in (whole_pair[1], float_pair[1])
        push!(operated, operator === isequal ? operator(x, x) : operator(x))
    end
end
for operator in (iseven, isodd, ~, Float64)
    push!(operated, operator(whole_pair[1]))
end
for operator in (floor, ceil, round, trunc, exp, log, sin, cos, isnan, isfinite, isinteger)
    push!(operated, operator(float_pair[1]))
end
for operator in (floor, ceil, round, trunc)
    push!(operated, operator(Int, float_pair[1]))
end
for operator in (!, string)
    push!(operated, operator(true))
end
push!(operated, true & false, true | false, xor(true, false), true == false, true != false, nothing == nothing)
push!(operated, isempty(whole_pair), length(whole_pair), whole_pair == float_pair)
for (x, y) in ((1, 2), (1, 0))
    push!(operated, x:y)
end
for (x, s, y) in ((1, 2, 9), (9, -1, 1))
    push!(operated, x:s:y)
end
for range in Any[1:2, 1:2:9, 9:-1:1]
    push!(operated, length(range), first(range), last(range), collect(range), sum(range), range[1])
    step = iterate(range)
    while step !== nothing
        step = iterate(range, step[2])
    end
end
for pair in Any[(1, 2), (1.5, 2.5), (1, 2.5), (2.5, 1), ("a", 1), (1, "a"), ("a", "b"), (1, 2, 3), (1.5, 2.5, 3.5)]
    x, y = pair
    push!(operated, pair[1], pair[2], length(pair), string(pair), x, y)
end
for items in Any[[1, 2], [1.5, 2.5], ["a", "b"], Any[1, "a"], [true, false], ['a', 'b'], "ab", (1, 2), 1 => 2]
    step = iterate(items)
    while step !== nothing
        step = iterate(items, step[2])
    end
    push!(operated, length(items), first(items), last(items), collect(items), string(items))
end
for (items, item) in Any[([1, 2], 3), ([1.5, 2.5], 3.5), (["a", "b"], "c"), (Any[1, "a"], 2), ([true, false], true)]
    push!(items, item)
    items[1] = items[2]
    push!(operated, pop!(items), isempty(items), items[1], items[end], eachindex(items), copy(items), reverse(items), items[1:2])
end
println(length(operated))
