# Sets of integers as bits, in order.

mutable struct BitSet <: AbstractSet{Int}
    # Word `k` holds the numbers from `64 * (first + k - 1)` on.
    words::Vector{UInt64}
    first::Int
    BitSet() = new(Array{UInt64, 1}(undef, 0), 0)
end
BitSet(xs) = union!(BitSet(), xs)
function bit_word!(s::BitSet, k::Int)
    if isempty(s.words)
        s.first = k
        push!(s.words, 0)
    end
    while k < s.first
        pushfirst!(s.words, 0)
        s.first -= 1
    end
    while k >= s.first + length(s.words)
        push!(s.words, 0)
    end
    k - s.first + 1
end
function in(x::Integer, s::BitSet)
    n = Int(x)
    k = (n >> 6) - s.first + 1
    1 <= k <= length(s.words) && (s.words[k] >> (n & 63)) & 1 != 0
end
in(x, s::BitSet) = isinteger(x) && in(Int(x), s)
function push!(s::BitSet, x::Integer)
    n = Int(x)
    k = bit_word!(s, n >> 6)
    s.words[k] |= UInt64(1) << (n & 63)
    s
end
push!(s::BitSet, x) = push!(s, Int(x))
function delete!(s::BitSet, x::Integer)
    n = Int(x)
    k = (n >> 6) - s.first + 1
    1 <= k <= length(s.words) && (s.words[k] &= ~(UInt64(1) << (n & 63)))
    s
end
length(s::BitSet) = sum(count_ones, s.words; init=0)
isempty(s::BitSet) = all(iszero, s.words)
sizehint!(s::BitSet, n) = s
empty!(s::BitSet) = (empty!(s.words); s)
empty(::BitSet, ::Type{Int}=Int) = BitSet()
empty(::BitSet, ::Type{T}) where {T} = Set{T}()
copy(s::BitSet) = (t = BitSet(); t.words = copy(s.words); t.first = s.first; t)
copymutable(s::BitSet) = copy(s)
iterate(s::BitSet) = bit_after(s, 1, isempty(s.words) ? UInt64(0) : s.words[1])
iterate(s::BitSet, state) = bit_after(s, state[1], state[2])
function bit_after(s, k, word)
    while word == 0
        k += 1
        k > length(s.words) && return nothing
        word = s.words[k]
    end
    (64 * (s.first + k - 1) + trailing_zeros(word), (k, word & (word - 1)))
end
first(s::BitSet) = isempty(s) ? throw(ArgumentError("collection must be non-empty")) : iterate(s)[1]
function last(s::BitSet)
    for k in length(s.words):-1:1
        s.words[k] == 0 || return 64 * (s.first + k - 1) + 63 - leading_zeros(s.words[k])
    end
    throw(ArgumentError("collection must be non-empty"))
end
minimum(s::BitSet) = first(s)
maximum(s::BitSet) = last(s)
pop!(s::BitSet) = (x = last(s); delete!(s, x); x)
pop!(s::BitSet, x) = x in s ? (delete!(s, x); x) : throw(KeyError(x))
pop!(s::BitSet, x, default) = x in s ? (delete!(s, x); x) : default
popfirst!(s::BitSet) = (x = first(s); delete!(s, x); x)
function filter!(f, s::BitSet)
    for x in collect(s)
        f(x) || delete!(s, x)
    end
    s
end
function show(io::IO, s::BitSet)
    print(io, "BitSet([")
    join(io, s, ", ")
    print(io, "])")
end
union(s::BitSet, rest::BitSet...) = union!(copy(s), rest...)
intersect(s::BitSet, t::BitSet) = filter!(in(t), copy(s))
symdiff(s::BitSet, t::BitSet) = union!(setdiff(s, t), setdiff(t, s))
