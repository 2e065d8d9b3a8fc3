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
IteratorSize(::Type{<:Filtered}) = SizeUnknown()
IteratorEltype(::Type{<:Filtered}) = EltypeUnknown()

# A function of several arguments that is given them as a tuple.
struct Spread{F}
    f::F
end
(s::Spread)(t) = s.f(t...)

# `T[x for …]`.
comprehension(::Type{T}, g) where {T} = collect(T, g)

# What `a, b... = x` gives the last name.
rest(t::Tuple) = t
rest(t::Tuple, i::Int) = t[i:length(t)]
rest(nt::NamedTuple, i::Int) = NamedTuple{keys(nt)[i:length(nt)]}(values(nt)[i:length(nt)])
rest(a::Array) = copy(a)
rest(a::Array, i::Int) = a[i:length(a)]
rest(s::String, i::Int) = s[i:lastindex(s)]
rest(s::String) = s
rest(x, state...) = iter_rest(x, state...)
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
