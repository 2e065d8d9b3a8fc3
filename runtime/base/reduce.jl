# Reductions, and functions applied to each element.

struct Generator{F, I}
    f::F
    iter::I
end
iterate(g::Generator) = generated(g, iterate(g.iter))
iterate(g::Generator, state) = generated(g, iterate(g.iter, state))
generated(g::Generator, ::Nothing) = nothing
generated(g::Generator, next) = (g.f(next[1]), next[2])
length(g::Generator) = length(g.iter)
isempty(g::Generator) = isempty(g.iter)

# The element type is that of what comes out: it widens when a value of another type does.
function collect(g::Generator)
    next = iterate(g)
    T = Core.iterated_type(next)
    next === nothing && return Array{T, 1}(undef, 0)
    a = Array{typeof(next[1]), 1}(undef, 0)
    push!(a, next[1])
    collect_onto(a, g, next[2])
end
function collect_onto(a::Vector{T}, g, state) where {T}
    while true
        next = iterate(g, state)
        next === nothing && return a
        x, state = next
        if x isa T
            push!(a, x)
        else
            wider = Array{collected_type(T, typeof(x)), 1}(undef, 0)
            append!(wider, a)
            push!(wider, x)
            return collect_onto(wider, g, state)
        end
    end
end
# The common supertype, but a value that may be nothing stays precise.
collected_type(T, S) = typejoin(T, S)
collected_type(::Type{Nothing}, ::Type{Nothing}) = Nothing
collected_type(::Type{Nothing}, ::Type{S}) where {S} = Union{Nothing, S}
collected_type(::Type{T}, ::Type{Nothing}) where {T} = Union{Nothing, T}
map(f, a) = collect(Generator(f, a))

function foreach(f, xs)
    for x in xs
        f(x)
    end
    nothing
end
function filter(f, a::Vector{T}) where {T}
    kept = Array{T, 1}(undef, 0)
    for x in a
        f(x) && push!(kept, x)
    end
    kept
end

# Sums and products start with the first element; small integers are added as Int.
add_widened(x) = x
add_widened(x::Union{Bool, Int8, Int16, Int32}) = Int(x)
add_widened(x::Union{UInt8, UInt16, UInt32}) = UInt(x)
empty_reduction() = throw(ArgumentError("reducing over an empty collection is not allowed; consider supplying `init` to the reducer"))

sum(xs) = sum(identity, xs)
function sum(f, xs)
    next = iterate(xs)
    next === nothing && return add_widened(zero(eltype(xs)))
    total = add_widened(f(next[1]))
    next = iterate(xs, next[2])
    while next !== nothing
        total = total + f(next[1])
        next = iterate(xs, next[2])
    end
    total
end
prod(xs) = prod(identity, xs)
function prod(f, xs)
    next = iterate(xs)
    next === nothing && return add_widened(one(eltype(xs)))
    total = add_widened(f(next[1]))
    next = iterate(xs, next[2])
    while next !== nothing
        total = total * f(next[1])
        next = iterate(xs, next[2])
    end
    total
end
maximum(xs) = maximum(identity, xs)
minimum(xs) = minimum(identity, xs)
maximum(f, xs) = fold_first(max, f, xs)
minimum(f, xs) = fold_first(min, f, xs)
extrema(xs) = (minimum(xs), maximum(xs))
function fold_first(op, f, xs)
    next = iterate(xs)
    next === nothing && empty_reduction()
    result = f(next[1])
    next = iterate(xs, next[2])
    while next !== nothing
        result = op(result, f(next[1]))
        next = iterate(xs, next[2])
    end
    result
end
reduce(op, xs) = fold_first(op, identity, xs)
foldl(op, xs) = fold_first(op, identity, xs)

any(xs) = any(identity, xs)
function any(f, xs)
    for x in xs
        f(x) && return true
    end
    false
end
all(xs) = all(identity, xs)
function all(f, xs)
    for x in xs
        f(x) || return false
    end
    true
end
count(xs) = count(identity, xs)
function count(f, xs)
    n = 0
    for x in xs
        f(x) && (n += 1)
    end
    n
end

# Pairs of positions and elements, and several collections side by side.
struct Enumerate{I}
    iter::I
end
enumerate(xs) = Enumerate(xs)
length(e::Enumerate) = length(e.iter)
iterate(e::Enumerate) = enumerated(1, iterate(e.iter))
iterate(e::Enumerate, state) = enumerated(state[1], iterate(e.iter, state[2]))
enumerated(i, ::Nothing) = nothing
enumerated(i, next) = ((i, next[1]), (i + 1, next[2]))

struct Zip{A, B}
    a::A
    b::B
end
zip(a, b) = Zip(a, b)
length(z::Zip) = min(length(z.a), length(z.b))
function iterate(z::Zip)
    a = iterate(z.a)
    a === nothing && return nothing
    b = iterate(z.b)
    b === nothing && return nothing
    ((a[1], b[1]), (a[2], b[2]))
end
function iterate(z::Zip, state)
    a = iterate(z.a, state[1])
    a === nothing && return nothing
    b = iterate(z.b, state[2])
    b === nothing && return nothing
    ((a[1], b[1]), (a[2], b[2]))
end
collect(e::Enumerate) = collect(Generator(identity, e))
collect(z::Zip) = collect(Generator(identity, z))
