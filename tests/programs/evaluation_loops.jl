# Loops that begin one way and go on another: what is alive in the middle of nested loops, and what is not.
function nested(n)
    total = 0
    log = String[]
    for i in 1:n
        base = i * 10
        label = "r$i"
        for j in 1:i
            step = base + j
            k = 0
            while k < 3
                k += 1
                k == 2 && continue
                total += step * k
                step > 52 && k == 3 && break
            end
            total -= base
        end
        push!(log, string(label, ":", total))
    end
    return total, join(log, " ")
end
println(nested(6))

function changing(n)
    x = 1
    seen = Any[]
    for i in 1:n
        if i == 3
            x = 2.5
        elseif i == 6
            x = "six"
        end
        push!(seen, x)
        x isa Number && (x += 1)
    end
    return seen, typeof(x)
end
println(changing(8))

function maybe_defined(n)
    local found
    for i in 1:n
        if i * i > 50
            found = i
            break
        end
    end
    return found
end
println(maybe_defined(20))
println(try maybe_defined(3) catch e; e end)

function swapped(n)
    a, b, c = 1, 2.0, "c"
    for i in 1:n
        a, b, c = b, c, a
    end
    return a, b, c
end
println(swapped(4), swapped(5), swapped(6))

function with_closure(n)
    count = 0
    add(k) = (count += k)
    for i in 1:n
        add(i)
    end
    return count, map(x -> x * n, 1:3)
end
println(with_closure(10))

spread(first, rest...; scale = 2, kw...) = (first, rest, scale, reduce(+, rest; init = 0) * scale, length(kw))
for i in 1:3
    println(spread(i), spread(i, 2, 3), spread(i, 4; scale = i), spread("a", 1; b = 2, c = 3))
end

typed(x::T, xs::Vector{T}) where {T} = (T, zero(T), [T(y) + x for y in xs], T[])
for x in (1, 2.5, 3f0)
    println(typed(x, [x, x]))
end

function collatz(n)
    longest, at = 0, 0
    for start in 1:n
        m, len = start, 1
        while m != 1
            m = iseven(m) ? m ÷ 2 : 3m + 1
            len += 1
        end
        if len > longest
            longest, at = len, start
        end
    end
    longest, at
end
println(collatz(30), collatz(300))

total = 0
words = ["some", "words", "of", "several", "lengths"]
for w in words
    global total
    for (i, c) in enumerate(w)
        total += i * Int(c)
        c == 'e' && continue
        total -= 1
    end
end
println(total)
i = 0
while true
    global i += 1
    i > 400 && break
end
println(i)
ack(m, n) = m == 0 ? n + 1 : n == 0 ? ack(m - 1, 1) : ack(m - 1, ack(m, n - 1))
println(ack(2, 3), " ", ack(1, 20))
even(n) = n == 0 || odd(n - 1)
odd(n) = n != 0 && even(n - 1)
println(even(501), odd(501), even(40))
mutable struct Counter
    n::Int
    label::String
    Counter(label) = new(0, label)
end
struct Pair3{T}
    a::T
    b::T
    c::T
end
bump!(c::Counter, by = 1) = (c.n += by; c)
counter = Counter("x")
for i in 1:50
    bump!(counter, i)
    bump!(counter)
end
println(counter.n, counter.label, " ", Pair3(1, 2, 3), Pair3{Float64}(1, 2, 3).b)
function first_over(limit, values)
    for (i, v) in pairs(values)
        v > limit && return i => v
    end
    nothing
end
println(first_over(3, [1, 2, 5, 4]), first_over(10, [1, 2]), first_over('b', "abc"))
function matrix_walk(m)
    out = similar(m)
    for j in axes(m, 2), i in axes(m, 1)
        out[i, j] = i == j ? m[i, j] : -m[j, i]
    end
    out
end
println(matrix_walk([1 2 3; 4 5 6; 7 8 9]))
