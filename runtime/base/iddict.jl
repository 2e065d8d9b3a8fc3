# Dictionaries and sets whose keys are compared by identity.

struct Identity
    value::Any
end
==(a::Identity, b::Identity) = a.value === b.value
isequal(a::Identity, b::Identity) = a.value === b.value
hash(i::Identity, h::UInt) = mix_bits(3h - objectid(i.value))

struct IdDict{K, V} <: AbstractDict{K, V}
    dict::Dict{Identity, Pair{K, V}}
    IdDict{K, V}() where {K, V} = new{K, V}(Dict{Identity, Pair{K, V}}())
end
IdDict() = IdDict{Any, Any}()
IdDict(pairs::Pair{K, V}...) where {K, V} = dict_of_pairs(IdDict{K, V}(), pairs)
IdDict(pairs::Pair...) = IdDict(pairs)
IdDict(pairs) = dict_with_eltype(IdDict, pairs, eltype(pairs))
function IdDict{K, V}(pairs) where {K, V}
    d = IdDict{K, V}()
    for (k, v) in pairs
        d[k] = v
    end
    d
end
IdDict{K, V}(pairs::Pair...) where {K, V} = dict_of_pairs(IdDict{K, V}(), pairs)
function setindex!(d::IdDict{K, V}, value, key) where {K, V}
    key isa K || throw(ArgumentError(string(repr(key), " is not a valid key for type ", K)))
    d.dict[Identity(key)] = Pair{K, V}(key, convert(V, value))
    d
end
function get(d::IdDict, key, default)
    p = get(d.dict, Identity(key), absent)
    p === absent ? default : p.second
end
haskey(d::IdDict, key) = haskey(d.dict, Identity(key))
delete!(d::IdDict, key) = (delete!(d.dict, Identity(key)); d)
function pop!(d::IdDict, key)
    haskey(d, key) || throw(KeyError(key))
    pop!(d.dict, Identity(key)).second
end
empty!(d::IdDict) = (empty!(d.dict); d)
empty(d::IdDict, ::Type{K}, ::Type{V}) where {K, V} = IdDict{K, V}()
length(d::IdDict) = length(d.dict)
iterate(d::IdDict) = iterate(ValueIterator(d.dict))
iterate(d::IdDict, i) = iterate(ValueIterator(d.dict), i)

struct IdSet{T} <: AbstractSet{T}
    dict::IdDict{T, Nothing}
    IdSet{T}() where {T} = new{T}(IdDict{T, Nothing}())
end
IdSet{T}(xs) where {T} = union!(IdSet{T}(), xs)
length(s::IdSet) = length(s.dict)
in(x, s::IdSet) = haskey(s.dict, x)
push!(s::IdSet, x) = (s.dict[x] = nothing; s)
delete!(s::IdSet, x) = (delete!(s.dict, x); s)
iterate(s::IdSet) = key_of_next(iterate(s.dict))
iterate(s::IdSet, i) = key_of_next(iterate(s.dict, i))
