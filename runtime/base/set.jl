# Sets: dictionaries whose values say nothing.

struct Set{T} <: AbstractSet{T}
    dict::Dict{T, Nothing}
    Set{T}() where {T} = new{T}(Dict{T, Nothing}())
    Set{T}(d::Dict{T, Nothing}) where {T} = new{T}(d)
end
Set() = Set{Any}()
Set{T}(xs) where {T} = union!(Set{T}(), xs)
Set(xs) = set_of(xs, IteratorEltype(xs))
set_of(xs, ::HasEltype) = Set{eltype(xs)}(xs)
function set_of(xs, ::EltypeUnknown)
    next = iterate(xs)
    T = Core.iterated_type(next)
    (isconcretetype(T) || next === nothing) && return Set{T}(xs)
    first_value = next[1]
    widening_push(push!(Set{typeof(first_value)}(), first_value), xs, next[2])
end
function widening_push(s::Set{T}, xs, state) where {T}
    while true
        next = iterate(xs, state)
        next === nothing && return s
        x, state = next
        if x isa T
            push!(s, x)
        else
            wider = Set{promote_typejoin(T, typeof(x))}()
            union!(wider, s)
            push!(wider, x)
            return widening_push(wider, xs, state)
        end
    end
end
eltype(::Type{<:AbstractSet{T}}) where {T} = T
length(s::Set) = length(s.dict)
isempty(s::Set) = isempty(s.dict)
in(x, s::Set) = haskey(s.dict, x)
push!(s::Set, x) = (s.dict[x] = nothing; s)
push!(s::AbstractSet, x, y, rest...) = push!(push!(s, x), y, rest...)
delete!(s::Set, x) = (delete!(s.dict, x); s)
pop!(s::Set, x) = (pop!(s.dict, x); x)
pop!(s::Set, x, default) = x in s ? pop!(s, x) : default
function pop!(s::Set)
    isempty(s) && throw(ArgumentError("set must be non-empty"))
    pop!(s.dict).first
end
empty!(s::Set) = (empty!(s.dict); s)
empty(s::AbstractSet{T}) where {T} = Set{T}()
empty(s::AbstractSet, ::Type{T}) where {T} = Set{T}()
copy(s::Set{T}) where {T} = Set{T}(copy(s.dict))
copymutable(s::AbstractSet) = copy(s)
sizehint!(s::Set, n) = (sizehint!(s.dict, n); s)
filter!(f, s::Set) = (filter!(p -> f(p.first), s.dict); s)
function filter(f, s::AbstractSet)
    kept = empty(s)
    for x in s
        f(x) && push!(kept, x)
    end
    kept
end
map(f, s::AbstractSet) = error("map is not defined on sets")
iterate(s::Set) = iterate(KeySet{eltype(s), typeof(s.dict)}(s.dict))
iterate(s::Set, i::Int) = iterate(KeySet{eltype(s), typeof(s.dict)}(s.dict), i)
first(s::AbstractSet) = (next = iterate(s); next === nothing ? throw(ArgumentError("collection must be non-empty")) : next[1])
convert(::Type{T}, s::T) where {T<:AbstractSet} = s
convert(::Type{T}, s::AbstractSet) where {T<:AbstractSet} = T(s)

==(a::AbstractSet, b::AbstractSet) = length(a) == length(b) && issubset(a, b)
isequal(a::AbstractSet, b::AbstractSet) = a == b
<(a::AbstractSet, b::AbstractSet) = length(a) < length(b) && issubset(a, b)
<=(a::AbstractSet, b::AbstractSet) = issubset(a, b)
function hash(s::AbstractSet, h::UInt)
    mixed = 0x852ada37cfe8e0ce
    for x in s
        mixed = mixed ⊻ hash(x)
    end
    hash(mixed, h)
end

# Set algebra. With sets first the result is a set, else a vector in order of first appearance.
function union!(s::AbstractSet{T}, xs) where {T}
    has_length(xs) && sizehint!(s, length(s) + Int(length(xs)))
    for x in xs
        push!(s, x)
    end
    s
end
union!(s::AbstractSet, xs, rest...) = union!(union!(s, xs), rest...)
union!(s::AbstractSet) = s
union(s::AbstractSet) = copy(s)
function union(s::AbstractSet, others...)
    union!(Set{promote_eltype(s, others...)}(), s, others...)
end
promote_eltype(xs) = eltype(xs)
promote_eltype(xs, rest...) = promote_type(eltype(xs), promote_eltype(rest...))
promote_eltypeof(xs) = eltype(xs)
function union(xs, others...)
    T = promote_eltype(xs, others...)
    out = Array{T, 1}(undef, 0)
    seen = Set{T}()
    for list in (xs, others...)
        for x in list
            y = convert(T, x)
            y in seen && continue
            push!(seen, y)
            push!(out, y)
        end
    end
    out
end
union!(a::AbstractVector, others...) = (all = union(a, others...); append!(empty!(a), all))
const ∪ = union

function intersect!(s::AbstractSet, xs)
    wanted = xs isa AbstractSet ? xs : Set(xs)
    filter!(x -> x in wanted, s)
end
intersect!(s::AbstractSet, xs, rest...) = intersect!(intersect!(s, xs), rest...)
intersect(s::AbstractSet) = copy(s)
intersect(s::AbstractSet, xs, rest...) = intersect(intersect(s, xs), rest...)
function intersect(s::AbstractSet{T}, xs) where {T}
    result = Set{promote_type(T, eltype(xs))}()
    smaller, larger = s, xs isa AbstractSet ? xs : Set(xs)
    if length(larger) < length(smaller)
        smaller, larger = larger, smaller
    end
    for x in smaller
        x in larger && push!(result, x)
    end
    result
end
intersect(xs) = unique(xs)
function intersect(xs, ys, rest...)
    wanted = map(Set, (ys, rest...))
    out = Array{promote_eltype(xs, ys, rest...), 1}(undef, 0)
    seen = Set{eltype(xs)}()
    for x in xs
        in_all(x, wanted) || continue
        x in seen && continue
        push!(seen, x)
        push!(out, x)
    end
    out
end
in_all(x, ::Tuple{}) = true
in_all(x, sets::Tuple) = x in sets[1] && in_all(x, tail(sets))
intersect!(a::AbstractVector, others...) = (all = intersect(a, others...); append!(empty!(a), all))
const ∩ = intersect

function setdiff!(s::AbstractSet, xs)
    for x in xs
        delete!(s, x)
    end
    s
end
setdiff!(s::AbstractSet, xs, rest...) = setdiff!(setdiff!(s, xs), rest...)
setdiff(s::AbstractSet) = copy(s)
setdiff(s::AbstractSet, others...) = setdiff!(copy(s), others...)
setdiff(xs) = unique(xs)
function setdiff(xs, others...)
    unwanted = Set{Any}()
    union!(unwanted, others...)
    filter!(x -> !(x in unwanted), unique(xs))
end
setdiff!(a::AbstractVector, others...) = (all = setdiff(a, others...); append!(empty!(a), all))

function symdiff!(s::AbstractSet, xs)
    for x in unique(xs)
        if x in s
            delete!(s, x)
        else
            push!(s, x)
        end
    end
    s
end
symdiff!(s::AbstractSet, xs, rest...) = symdiff!(symdiff!(s, xs), rest...)
symdiff(s::AbstractSet) = copy(s)
symdiff(s::AbstractSet, others...) = symdiff!(Set{promote_eltype(s, others...)}(s), others...)
function symdiff(xs, ys)
    vcat(setdiff(xs, ys), setdiff(ys, xs))
end

issubset(a, b::Union{AbstractSet, AbstractDict}) = all(x -> x in b, a)
issubset(a::AbstractSet, b::AbstractSet) = length(a) <= length(b) && all(x -> x in b, a)
issubset(a, b) = (wanted = Set(b); all(x -> x in wanted, a))
issubset(a::AbstractRange, b::AbstractRange) = all(x -> x in b, a)
const ⊆ = issubset
⊇(a, b) = issubset(b, a)
⊈(a, b) = !issubset(a, b)
⊉(a, b) = !issubset(b, a)
⊊(a, b) = length(a) < length(b) && issubset(a, b)
⊋(a, b) = ⊊(b, a)
issetequal(a, b) = Set(a) == Set(b)
isdisjoint(a, b) = (others = b isa AbstractSet ? b : Set(b); !any(x -> x in others, a))

unique(xs) = unique_of(xs, IteratorEltype(xs))
function unique_of(xs, ::HasEltype)
    T = eltype(xs)
    out = Array{T, 1}(undef, 0)
    seen = Set{T}()
    for x in xs
        x in seen && continue
        push!(seen, x)
        push!(out, x)
    end
    out
end
unique_of(xs, ::EltypeUnknown) = unique_of(collect(xs), HasEltype())
unique(s::AbstractSet) = collect(s)
unique(r::AbstractRange) = collect(r)
function unique(f, xs)
    out = Array{eltype(xs), 1}(undef, 0)
    seen = Set{Any}()
    for x in xs
        y = f(x)
        y in seen && continue
        push!(seen, y)
        push!(out, x)
    end
    out
end
function unique!(a::AbstractVector)
    kept = unique(a)
    append!(empty!(a), kept)
end
function unique!(f, a::AbstractVector)
    kept = unique(f, a)
    append!(empty!(a), kept)
end
