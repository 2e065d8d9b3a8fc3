# Types that can be iterated.
struct Countdown
    from::Int
end
Base.iterate(c::Countdown) = c.from > 0 ? (c.from, c.from - 1) : nothing
Base.iterate(c::Countdown, n) = n > 0 ? (n, n - 1) : nothing
Base.length(c::Countdown) = c.from
Base.eltype(::Type{Countdown}) = Int
for x in Countdown(3)
    print(x, " ")
end
println(length(Countdown(3)))
println(collect(Countdown(4)), " ", sum(Countdown(4)), " ", maximum(Countdown(4)), " ", 2 in Countdown(4))
struct Fib
    limit::Int
end
Base.iterate(f::Fib, state = (1, 1)) = state[1] > f.limit ? nothing : (state[1], (state[2], state[1] + state[2]))
total = 0
for x in Fib(50)
    iseven(x) && (global total += x)
end
println(total)
for (i, x) in enumerate(Fib(10))
    print(i, ":", x, " ")
end
println()
a, b, c = Fib(100)
println(a, b, c)
next = iterate([7, 8])
while next !== nothing
    (x, state) = next
    print(x, ";")
    global next = iterate([7, 8], state)
end
println()
println([x * x for x in Countdown(3)], " ", map(x -> -x, Countdown(2)))
println(any(x -> x == 2, Countdown(3)), " ", all(x -> x > 0, Countdown(3)), " ", count(isodd, Countdown(5)))
