# Iterators over iterators.

struct Enumerate{I}
    itr::I
end
Core.set_home(Enumerate, :var"Base.Iterators")
enumerate(xs) = Enumerate(xs)
length(e::Enumerate) = length(e.itr)
size(e::Enumerate) = size(e.itr)
IteratorSize(::Type{Enumerate{I}}) where {I} = IteratorSize(I)
IteratorEltype(::Type{Enumerate{I}}) where {I} = IteratorEltype(I)
eltype(::Type{Enumerate{I}}) where {I} = Tuple{Int, eltype(I)}
iterate(e::Enumerate) = enumerated(1, iterate(e.itr))
iterate(e::Enumerate, state) = enumerated(state[1], iterate(e.itr, state[2]))
enumerated(i, ::Nothing) = nothing
enumerated(i, next) = ((i, next[1]), (i + 1, next[2]))
last(e::Enumerate) = (length(e.itr), e.itr[end])

# Several side by side, until the first of them ends.
struct Zip{Is<:Tuple}
    is::Is
end
Core.set_home(Zip, :var"Base.Iterators")
zip(iters...) = Zip(iters)
function length(z::Zip)
    n = shortest(z.is)
    n === nothing ? throw(ArgumentError("iterator is of undefined length")) : n
end
# Nothing of infinite ones only.
shortest(::Tuple{}) = nothing
shortest(is::Tuple) = IteratorSize(is[1]) isa IsInfinite ? shortest(tail(is)) : shorter(length(is[1]), shortest(tail(is)))
shorter(n, ::Nothing) = n
shorter(n, m) = min(n, m)
size(z::Zip) = zip_shape(z.is)
zip_shape(is::Tuple{Any}) = size(is[1])
zip_shape(is::Tuple) = common_shape(size(is[1]), zip_shape(tail(is)))
# Rows may differ in length, the shortest ends them; other shapes must be the same.
common_shape(a::Tuple{Int}, b::Tuple{Int}) = (min(a[1], b[1]),)
common_shape(a::Tuple, b::Tuple) =
    a == b ? a : throw(DimensionMismatch("dimensions must match: a has dims $a, b has dims $b"))
IteratorSize(::Type{Zip{Is}}) where {Is} = zip_size(Is)
zip_size(::Type{Tuple{}}) = IsInfinite()
zip_size(::Type{T}) where {T<:Tuple{Any}} = IteratorSize(fieldtype(T, 1))
zip_size(::Type{T}) where {T<:Tuple} = zip_sizes(IteratorSize(fieldtype(T, 1)), zip_size(tail_type(T)))
tail_type(::Type{T}) where {T<:Tuple} = tail_type_of(T)
tail_type_of(::Type{Tuple{A, B}}) where {A, B} = Tuple{B}
tail_type_of(::Type{Tuple{A, B, C}}) where {A, B, C} = Tuple{B, C}
tail_type_of(::Type{Tuple{A, B, C, D}}) where {A, B, C, D} = Tuple{B, C, D}
tail_type_of(::Type{Tuple{A, B, C, D, E}}) where {A, B, C, D, E} = Tuple{B, C, D, E}
tail_type_of(::Type{Tuple{A, B, C, D, E, F}}) where {A, B, C, D, E, F} = Tuple{B, C, D, E, F}
zip_sizes(a::HasShape{N}, ::HasShape{N}) where {N} = a
zip_sizes(::Union{HasLength, HasShape}, ::Union{HasLength, HasShape}) = HasLength()
zip_sizes(a, ::IsInfinite) = a isa HasShape ? HasLength() : a
zip_sizes(::IsInfinite, b) = b isa HasShape ? HasLength() : b
zip_sizes(::IsInfinite, ::IsInfinite) = IsInfinite()
zip_sizes(::SizeUnknown, ::IsInfinite) = SizeUnknown()
zip_sizes(::IsInfinite, ::SizeUnknown) = SizeUnknown()
zip_sizes(::SizeUnknown, b) = SizeUnknown()
zip_sizes(a, ::SizeUnknown) = SizeUnknown()
zip_sizes(::SizeUnknown, ::SizeUnknown) = SizeUnknown()
IteratorEltype(::Type{Zip{Is}}) where {Is} = zip_eltype_known(Is)
zip_eltype_known(::Type{Tuple{}}) = HasEltype()
zip_eltype_known(::Type{T}) where {T<:Tuple{Any}} = IteratorEltype(fieldtype(T, 1))
zip_eltype_known(::Type{T}) where {T<:Tuple} = both_known(IteratorEltype(fieldtype(T, 1)), zip_eltype_known(tail_type(T)))
both_known(::HasEltype, ::HasEltype) = HasEltype()
both_known(a, b) = EltypeUnknown()
eltype(::Type{Zip{Is}}) where {Is} = zip_eltype(Is)
zip_eltype(::Type{Tuple{A}}) where {A} = Tuple{eltype(A)}
zip_eltype(::Type{Tuple{A, B}}) where {A, B} = Tuple{eltype(A), eltype(B)}
zip_eltype(::Type{Tuple{A, B, C}}) where {A, B, C} = Tuple{eltype(A), eltype(B), eltype(C)}
zip_eltype(::Type{Tuple{A, B, C, D}}) where {A, B, C, D} = Tuple{eltype(A), eltype(B), eltype(C), eltype(D)}
zip_eltype(::Type{Tuple{A, B, C, D, E}}) where {A, B, C, D, E} = Tuple{eltype(A), eltype(B), eltype(C), eltype(D), eltype(E)}
zip_eltype(::Type{T}) where {T<:Tuple} = Tuple
iterate(z::Zip{Tuple{}}) = ((), ())
iterate(z::Zip{Tuple{}}, ::Tuple{}) = ((), ())
iterate(z::Zip) = zip_first(z.is)
iterate(z::Zip, states) = zip_next(z.is, states)
zip_first(::Tuple{}) = ((), ())
function zip_first(is::Tuple)
    next = iterate(is[1])
    next === nothing && return nothing
    rest = zip_first(tail(is))
    rest === nothing && return nothing
    ((next[1], rest[1]...), (next[2], rest[2]...))
end
zip_next(::Tuple{}, ::Tuple{}) = ((), ())
function zip_next(is::Tuple, states::Tuple)
    next = iterate(is[1], states[1])
    next === nothing && return nothing
    rest = zip_next(tail(is), tail(states))
    rest === nothing && return nothing
    ((next[1], rest[1]...), (next[2], rest[2]...))
end
last(z::Zip) = elements_at(z.is, fewest(map(lastindex, z.is)))
elements_at(is::Tuple, i) = map(x -> x[i], is)
fewest(counts::Tuple{Any}) = counts[1]
fewest(counts::Tuple) = min(counts[1], fewest(tail(counts)))
