# Pairs: a key and what belongs to it.

struct Pair{A, B}
    first::A
    second::B
    Pair{A, B}(a, b) where {A, B} = new{A, B}(convert(A, a), convert(B, b))
end
Pair(a::A, b::B) where {A, B} = Pair{A, B}(a, b)
Pair{A, B}(p::Pair) where {A, B} = Pair{A, B}(p.first, p.second)
const => = Pair

first(p::Pair) = p.first
last(p::Pair) = p.second
length(p::Pair) = 2
firstindex(p::Pair) = 1
lastindex(p::Pair) = 2
getindex(p::Pair, i::Int) = getfield(p, i)
getindex(p::Pair, i::Real) = getfield(p, convert(Int, i))
iterate(p::Pair) = (p.first, 2)
iterate(p::Pair, i::Int) = i == 2 ? (p.second, 3) : nothing
indexed_iterate(p::Pair, i::Int) = (getfield(p, i), i + 1)
indexed_iterate(p::Pair, i::Int, state) = (getfield(p, i), i + 1)
eltype(::Type{Pair{A, B}}) where {A, B} = Union{A, B}
reverse(p::Pair) = Pair(p.second, p.first)
convert(::Type{Pair{A, B}}, p::Pair{A, B}) where {A, B} = p
convert(::Type{Pair{A, B}}, p::Pair) where {A, B} = Pair{A, B}(p.first, p.second)
promote_rule(::Type{Pair{A, B}}, ::Type{Pair{C, D}}) where {A, B, C, D} = Pair{promote_type(A, C), promote_type(B, D)}

==(a::Pair, b::Pair) = (a.first == b.first) & (a.second == b.second)
isequal(a::Pair, b::Pair) = isequal(a.first, b.first) && isequal(a.second, b.second)
isless(a::Pair, b::Pair) = isless(a.first, b.first) || (isequal(a.first, b.first) && isless(a.second, b.second))
hash(p::Pair, h::UInt) = hash(p.second, hash(p.first, h))
