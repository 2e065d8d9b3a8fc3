# Dictionaries under many insertions and removals: what they hold, and the order of those that only grow.
mutable struct Numbers
    state::Int
end
next!(r) = (r.state = r.state * 16807 % 2147483647; r.state)

struct Clumsy
    n::Int
end
Base.hash(c::Clumsy, h::UInt) = hash(c.n % 5, h)

contents(d) = (length(d), sum(Int[v for v in values(d)]), reduce(xor, Int[v * 31 for (k, v) in d]; init = 0))

function churn(r, key, steps, range)
    d = Dict{typeof(key(1)), Int}()
    sum = 0
    for i in 1:steps
        k = key(next!(r) % range)
        what = next!(r) % 8
        if what == 0
            delete!(d, k)
        elseif what == 1
            sum += pop!(d, k, -1)
        elseif what == 2
            sum += get!(d, k, i)
        elseif what == 3
            sum += haskey(d, k) ? d[k] : 7
        elseif what == 4
            d[k] = get(d, k, 0) + 1
        else
            d[k] = i
        end
        if i == 2 * div(steps, 3)
            filter!(p -> p.second % 3 != 0, d)
        end
    end
    sum, contents(d), contents(copy(d))
end

r = Numbers(42)
for range in (3, 8, 9, 16, 17, 100, 1000, 5000)
    println(range, " ", churn(r, identity, 3000, range))
    println(range, " ", churn(r, string, 2000, range))
    println(range, " ", churn(r, Clumsy, 500, range % 60 + 1))
    println(range, " ", churn(r, n -> (n % 7, string(n)), 1000, range))
end

# Only growing: the order is that of slots.
for n in (1, 9, 10, 11, 12, 40, 200, 700)
    d = Dict{String, Int}()
    for i in 1:n
        d[string("key", i * i % 1009)] = i
    end
    println(n, " ", length(d), " ", first(d).first, " ", foldl((a, v) -> (a * 31 + v) % 1000003, collect(values(d)); init = 7))
end
letters = Dict{Char, Int}()
for c in 'a':'z'
    letters[c] = get(letters, c, 0) + Int(c)
end
println(join(keys(letters)))

s = Set{Int}()
for i in 1:4000
    push!(s, next!(r) % 3000)
    delete!(s, next!(r) % 3000)
end
println(length(s), " ", sum(s), " ", maximum(s))
d = Dict{Int, Vector{Int}}()
for i in 1:1000
    push!(get!(() -> Int[], d, next!(r) % 50), i)
end
println(sum(length, values(d)), " ", d[7][1:3])
empty!(d)
println(isempty(d), " ", get(d, 7, nothing))
