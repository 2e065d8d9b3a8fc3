# Iterators: own ones with their protocol, lazy adaptors, zip, generators, partitions, products, stateful readers.
struct Countdown
    from::Int
end
Base.iterate(c::Countdown, n = c.from) = n < 0 ? nothing : (n, n - 1)
Base.length(c::Countdown) = c.from + 1
Base.eltype(::Type{Countdown}) = Int
println(collect(Countdown(3)), " ", sum(Countdown(10)), " ", 4 in Countdown(5), " ", [2n for n in Countdown(2)], " ", maximum(Countdown(7)), " ", join(Countdown(3), '-'))
struct Fibonacci end
Base.iterate(::Fibonacci, (a, b) = (0, 1)) = (a, (b, a + b))
Base.IteratorSize(::Type{Fibonacci}) = Base.IsInfinite()
Base.eltype(::Type{Fibonacci}) = Int
println(collect(Iterators.take(Fibonacci(), 10)), " ", first(Fibonacci()), " ", first(Iterators.drop(Fibonacci(), 20)))
struct Pairwise{T}
    items::Vector{T}
end
Base.iterate(p::Pairwise, i = 1) = i >= length(p.items) ? nothing : ((p.items[i], p.items[i+1]), i + 1)
Base.length(p::Pairwise) = max(0, length(p.items) - 1)
Base.eltype(::Type{Pairwise{T}}) where {T} = Tuple{T,T}
println(collect(Pairwise([1, 4, 9, 16])), " ", [b - a for (a, b) in Pairwise([1, 4, 9, 16])], " ", length(collect(Pairwise(Int[]))), " ", length(Pairwise([1])))
for (i, (a, b)) in enumerate(zip("abc", 10:10:50))
    print(i, a, b, i < 3 ? ", " : "\n")
end
println(collect(Iterators.flatten([1:2, [7], 3:4])), " ", [(x, y) for x in 1:2 for y in 'a':'b'], " ", collect(Iterators.product(1:2, "ab")), " ", vec([x * y for x in 1:2, y in 3:4]))
println(collect(Iterators.partition(1:7, 3)), " ", [sum(p) for p in Iterators.partition([1, 2, 3, 4, 5], 2)], " ", collect(Iterators.filter(isodd, 1:9)), " ", collect(Iterators.reverse([1, 2, 3])))
println(collect(Iterators.take(Iterators.cycle("ab"), 5)), " ", collect(Iterators.repeated(0, 3)), " ", collect(Iterators.take(Iterators.countfrom(5, 5), 3)), " ", collect(Iterators.rest([1, 2, 3], 2)), " ", collect(Iterators.enumerate(['x'])))
gen = (x^2 for x in 1:5 if x != 3)
println(sum(gen), " ", collect(gen), " ", maximum(gen), " ", any(>(20), gen), " ", reduce((a, b) -> 10a + b % 10, gen), " ", Dict(k => v for (k, v) in zip("ab", 1:2)) == Dict('a' => 1, 'b' => 2))
s = Iterators.Stateful([10, 20, 30, 40])
println(popfirst!(s), " ", peek(s), " ", collect(Iterators.take(s, 2)), " ", isempty(s), " ", collect(s), " ", isempty(s))
function batches(itr, n)
    out = Vector{eltype(itr)}[]
    batch = eltype(itr)[]
    for x in itr
        push!(batch, x)
        if length(batch) == n
            push!(out, batch)
            batch = eltype(itr)[]
        end
    end
    isempty(batch) || push!(out, batch)
    return out
end
println(batches(1:5, 2), " ", batches("abcde", 3), " ", batches(Countdown(3), 10))
next = iterate(Countdown(2))
while next !== nothing
    x, state = next
    print(x, ' ')
    global next = iterate(Countdown(2), state)
end
println()
println(foldl(-, 1:4), " ", foldr(-, 1:4), " ", mapfoldl(string, *, 1:3), " ", accumulate((a, b) -> a * 2 + b, [1, 1, 1]), " ", reduce(max, (3, 9, 2)), " ", zip(1:3, 4:6) |> collect |> last, " ", collect(zip(1:2, 3:4, 5:6)))
println(length(zip(1:3, 1:5)), " ", eltype(Countdown(1)), " ", Base.IteratorSize(Fibonacci) isa Base.IsInfinite, " ", isempty(Countdown(-1)), " ", map(+, Countdown(2), 1:3), " ", extrema(Countdown(4)), " ", count(iseven, Countdown(4)), " ", minimum(x -> (x - 2)^2, Countdown(4)), " ", findfirst(==(2), collect(Countdown(4))))
