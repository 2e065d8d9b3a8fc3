# What all dictionaries have: views of keys and values, comparison, merging, filtering.

abstract type AbstractDict{K, V} end
abstract type AbstractSet{T} end

struct KeySet{K, D} <: AbstractSet{K}
    dict::D
end
struct ValueIterator{D}
    dict::D
end
keys(d::AbstractDict{K, V}) where {K, V} = KeySet{K, typeof(d)}(d)
values(d::AbstractDict) = ValueIterator(d)
pairs(d::AbstractDict) = d
length(k::KeySet) = length(k.dict)
length(v::ValueIterator) = length(v.dict)
isempty(k::KeySet) = isempty(k.dict)
isempty(v::ValueIterator) = isempty(v.dict)
eltype(::Type{ValueIterator{D}}) where {D} = valtype(D)
in(key, k::KeySet) = haskey(k.dict, key)
iterate(k::KeySet) = key_of_next(iterate(k.dict))
iterate(k::KeySet, state) = key_of_next(iterate(k.dict, state))
key_of_next(::Nothing) = nothing
key_of_next(next) = (next[1].first, next[2])
iterate(v::ValueIterator) = value_of_next(iterate(v.dict))
iterate(v::ValueIterator, state) = value_of_next(iterate(v.dict, state))
value_of_next(::Nothing) = nothing
value_of_next(next) = (next[1].second, next[2])
copy(k::KeySet) = Set(k)

eltype(::Type{<:AbstractDict{K, V}}) where {K, V} = Pair{K, V}
keytype(::Type{<:AbstractDict{K, V}}) where {K, V} = K
valtype(::Type{<:AbstractDict{K, V}}) where {K, V} = V
keytype(d::AbstractDict) = keytype(typeof(d))
valtype(d::AbstractDict) = valtype(typeof(d))
isempty(d::AbstractDict) = length(d) == 0
empty(d::AbstractDict{K, V}) where {K, V} = empty(d, K, V)
copy(d::AbstractDict) = merge!(empty(d), d)

# A stand-in that no key or value can be.
struct Absent end
const absent = Absent()

haskey(d::AbstractDict, key) = key in keys(d)
function in(p::Pair, d::AbstractDict)
    v = get(d, p.first, absent)
    v !== absent && v == p.second
end
in(x, d::AbstractDict) = error("AbstractDict collections only contain Pairs;\nEither look for e.g. A=>B instead, or use the `keys` or `values`\nfunction if you are looking for a key or value respectively.")
function getindex(d::AbstractDict, key)
    v = get(d, key, absent)
    v === absent && throw(KeyError(key))
    v
end
function get!(d::AbstractDict, key, default)
    v = get(d, key, absent)
    v === absent || return v
    d[key] = default
    default
end
function get!(default::Union{Function, Type}, d::AbstractDict, key)
    v = get(d, key, absent)
    v === absent || return v
    v = default()
    d[key] = v
    v
end
function get(default::Union{Function, Type}, d::AbstractDict, key)
    v = get(d, key, absent)
    v === absent ? default() : v
end
getkey(d::AbstractDict, key, default) = haskey(d, key) ? key : default
push!(d::AbstractDict, p::Pair) = setindex!(d, p.second, p.first)
push!(d::AbstractDict, p::Pair, rest::Pair...) = push!(push!(d, p), rest...)
function pop!(d::AbstractDict, key, default)
    haskey(d, key) ? pop!(d, key) : default
end
function empty!(d::AbstractDict)
    for k in collect(keys(d))
        delete!(d, k)
    end
    d
end
sizehint!(d::AbstractDict, n) = d

function ==(a::AbstractDict, b::AbstractDict)
    length(a) == length(b) || return false
    for p in a
        v = get(b, p.first, absent)
        v === absent && return false
        v == p.second || return false
    end
    true
end
function isequal(a::AbstractDict, b::AbstractDict)
    length(a) == length(b) || return false
    for p in a
        v = get(b, p.first, absent)
        v === absent && return false
        isequal(v, p.second) || return false
    end
    true
end
function hash(d::AbstractDict, h::UInt)
    mixed = 0x6d35bb51952d5539
    for p in d
        mixed = mixed ⊻ hash(p.first, hash(p.second))
    end
    hash(mixed, h)
end

function merge!(d::AbstractDict, others::AbstractDict...)
    for other in others
        sizehint!(d, length(d) + length(other))
        for p in other
            d[p.first] = p.second
        end
    end
    d
end
merge(d::AbstractDict, others::AbstractDict...) = merge!(typed_copy(d, others...), others...)
function typed_copy(d::AbstractDict, others...)
    Dict{joined_type(keytype, d, others...), joined_type(valtype, d, others...)}(d)
end
joined_type(of, d) = of(d)
joined_type(of, d, others...) = promote_type(of(d), joined_type(of, others...))
function mergewith!(combine, d::AbstractDict, others::AbstractDict...)
    for other in others
        for p in other
            v = get(d, p.first, absent)
            d[p.first] = v === absent ? p.second : combine(v, p.second)
        end
    end
    d
end
mergewith(combine, d::AbstractDict, others::AbstractDict...) = mergewith!(combine, typed_copy(d, others...), others...)
merge!(combine::Function, d::AbstractDict, others::AbstractDict...) = mergewith!(combine, d, others...)
merge(combine::Function, d::AbstractDict, others::AbstractDict...) = mergewith(combine, d, others...)

function filter(f, d::AbstractDict)
    kept = empty(d)
    for p in d
        f(p) && (kept[p.first] = p.second)
    end
    kept
end
function filter!(f, d::AbstractDict)
    unwanted = Array{keytype(d), 1}(undef, 0)
    for p in d
        f(p) || push!(unwanted, p.first)
    end
    for k in unwanted
        delete!(d, k)
    end
    d
end
map(f, d::AbstractDict) = error("map is not defined on dictionaries")
function map!(f, values::ValueIterator)
    d = values.dict
    for k in collect(keys(d))
        d[k] = f(d[k])
    end
    values
end
convert(::Type{T}, d::T) where {T<:AbstractDict} = d
function convert(::Type{T}, d::AbstractDict) where {T<:AbstractDict}
    converted = T(d)
    length(converted) == length(d) || error("key collision during dictionary conversion")
    converted
end
function first(d::AbstractDict)
    next = iterate(d)
    next === nothing && throw(ArgumentError("collection must be non-empty"))
    next[1]
end
