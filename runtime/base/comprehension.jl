# What comprehensions with conditions and several ranges are made of.

# A generator with a condition: the function gives a value in a tuple, or nothing where the condition fails.
struct Filtered{F, I}
    f::F
    iter::I
end
function iterate(g::Filtered)
    next = iterate(g.iter)
    while next !== nothing
        kept = g.f(next[1])
        kept === nothing || return (kept[1], next[2])
        next = iterate(g.iter, next[2])
    end
    nothing
end
function iterate(g::Filtered, state)
    next = iterate(g.iter, state)
    while next !== nothing
        kept = g.f(next[1])
        kept === nothing || return (kept[1], next[2])
        next = iterate(g.iter, next[2])
    end
    nothing
end
isempty(g::Filtered) = iterate(g) === nothing

# All combinations of the elements of several collections, the first changing fastest.
struct Grid{T<:Tuple}
    iterators::T
end
grid(iterators...) = Grid(iterators)
size(g::Grid) = grid_size(g.iterators...)
grid_size() = ()
grid_size(x, rest...) = (grid_length(x)..., grid_size(rest...)...)
grid_length(x) = (length(x),)
grid_length(x::AbstractArray) = size(x)
length(g::Grid) = elements_in(size(g))
isempty(g::Grid) = length(g) == 0
iterate(g::Grid) = grid_first(g.iterators)
grid_first(::Tuple{}) = ((), ())
function grid_first(all::Tuple)
    next = iterate(all[1])
    next === nothing && return nothing
    rest = grid_first(tail(all))
    rest === nothing && return nothing
    ((next[1], rest[1]...), (next, rest[2]...))
end
iterate(g::Grid, state) = grid_next(g.iterators, state)
grid_next(::Tuple{}, ::Tuple{}) = nothing
function grid_next(all::Tuple, state::Tuple)
    next = iterate(all[1], state[1][2])
    next === nothing || return ((next[1], elements_of(tail(state))...), (next, tail(state)...))
    rest = grid_next(tail(all), tail(state))
    rest === nothing && return nothing
    again = iterate(all[1])
    again === nothing && return nothing
    ((again[1], rest[1]...), (again, rest[2]...))
end
elements_of(::Tuple{}) = ()
elements_of(state::Tuple) = (state[1][1], elements_of(tail(state))...)

# A function of several arguments that is given them as a tuple.
struct Spread{F}
    f::F
end
(s::Spread)(t) = s.f(t...)

# The elements of the elements.
struct Flattened{I}
    iter::I
end
iterate(x::Flattened) = flattened_outer(x, iterate(x.iter))
function iterate(x::Flattened, state)
    next = iterate(state[1], state[2])
    next === nothing || return (next[1], (state[1], next[2], state[3]))
    flattened_outer(x, iterate(x.iter, state[3]))
end
function flattened_outer(x::Flattened, outer)
    while outer !== nothing
        inner = outer[1]
        next = iterate(inner)
        next === nothing || return (next[1], (inner, next[2], outer[2]))
        outer = iterate(x.iter, outer[2])
    end
    nothing
end
isempty(x::Flattened) = iterate(x) === nothing

collect(g::Filtered) = collect_unknown(g)
collect(x::Flattened) = collect_unknown(x)
function collect_unknown(g)
    next = iterate(g)
    T = Core.iterated_type(next)
    next === nothing && return Array{T, 1}(undef, 0)
    a = Array{typeof(next[1]), 1}(undef, 0)
    push!(a, next[1])
    collect_onto(a, g, next[2])
end
collect(g::Generator{F, I}) where {F, I<:Grid} = with_size(collect_unknown(g), size(g.iter))
with_size(v::Vector{T}, size) where {T} = Array{T, length(size)}(getfield(v, :data), getfield(v, :memory), size)

# `T[x for …]`.
comprehension(::Type{T}, g) where {T} = typed_elements(T, g)
comprehension(::Type{T}, g::Generator{F, I}) where {T, F, I<:Grid} = with_size(typed_elements(T, g), size(g.iter))
function typed_elements(::Type{T}, g) where {T}
    a = Array{T, 1}(undef, 0)
    for x in g
        push!(a, x)
    end
    a
end

# What `a, b... = x` gives the last name.
rest(t::Tuple) = t
rest(t::Tuple, i::Int) = t[i:length(t)]
rest(nt::NamedTuple, i::Int) = NamedTuple{keys(nt)[i:length(nt)]}(values(nt)[i:length(nt)])
rest(a::Array) = copy(a)
rest(a::Array, i::Int) = a[i:length(a)]
rest(s::String, i::Int) = s[i:lastindex(s)]
rest(s::String) = s
rest(x) = collect(x)
function rest(x, state)
    a = Array{eltype(x), 1}(undef, 0)
    next = iterate(x, state)
    while next !== nothing
        push!(a, next[1])
        next = iterate(x, next[2])
    end
    a
end
# The same where `n` names follow: the rest without the last `n` elements, and those in a tuple.
split_rest(t::Tuple, n::Int) = split_rest(t, n, 1)
function split_rest(t::Tuple, n::Int, i::Int)
    length(t) - i + 1 >= n || throw(ArgumentError(string("The iterator does not contain at least ", n, " elements.")))
    (t[i:length(t)-n], t[length(t)-n+1:length(t)])
end
split_rest(x, n::Int) = split_vector(collect(x), n)
split_rest(x, n::Int, state) = split_vector(collect(rest(x, state)), n)
function split_vector(a, n)
    length(a) >= n || throw(ArgumentError(string("The iterator does not contain at least ", n, " elements.")))
    (a[1:length(a)-n], (a[length(a)-n+1:length(a)]...,))
end
