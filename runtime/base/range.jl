# Ranges of whole numbers and characters: arithmetic sequences that are never stored.

abstract type AbstractArray{T, N} end
abstract type AbstractRange{T} <: AbstractArray{T, 1} end
abstract type OrdinalRange{T, S} <: AbstractRange{T} end
abstract type AbstractUnitRange{T} <: OrdinalRange{T, T} end
const AbstractVector{T} = AbstractArray{T, 1}
const AbstractMatrix{T} = AbstractArray{T, 2}
const AbstractVecOrMat{T} = Union{AbstractVector{T}, AbstractMatrix{T}}

struct UnitRange{T} <: AbstractUnitRange{T}
    start::T
    stop::T
    # An empty range always ends right before it starts.
    UnitRange{T}(start, stop) where {T} = new{T}(start, unit_range_last(start, stop))
end
unit_range_last(start, stop) = stop >= start ? stop : start - oneunit(stop - start)
UnitRange(start::T, stop::T) where {T<:Real} = UnitRange{T}(start, stop)
UnitRange(start::Real, stop::Real) = UnitRange(promote(start, stop)...)
UnitRange(r::AbstractUnitRange) = UnitRange(first(r), last(r))
UnitRange{T}(r::AbstractUnitRange) where {T} = UnitRange{T}(T(first(r)), T(last(r)))
convert(::Type{T}, r::AbstractRange) where {T<:AbstractRange} = r isa T ? r : T(r)

struct OneTo{T} <: AbstractUnitRange{T}
    stop::T
    OneTo{T}(stop) where {T} = new{T}(max(zero(T), stop))
end
OneTo(stop::T) where {T<:Integer} = OneTo{T}(stop)

struct StepRange{T, S} <: OrdinalRange{T, S}
    start::T
    step::S
    stop::T
    StepRange{T, S}(start, step, stop) where {T, S} = new{T, S}(start, step, step_range_last(start, step, stop))
end
StepRange(start::T, step::S, stop::T) where {T, S} = StepRange{T, S}(start, step, stop)
StepRange{T, S}(r::AbstractRange) where {T, S} = StepRange{T, S}(T(first(r)), S(step(r)), T(last(r)))
function step_range_last(start, step, stop)
    step == zero(step) && throw(ArgumentError("step cannot be zero"))
    if step > zero(step)
        stop < start && return start - oneunit(step)
        return stop - mod(stop - start, step)
    end
    stop > start && return start + oneunit(step)
    stop + mod(start - stop, -step)
end
# Of unsigned numbers the differences must not wrap.
function step_range_last(start::T, step, stop::T) where {T<:Unsigned}
    step == zero(step) && throw(ArgumentError("step cannot be zero"))
    if step > zero(step)
        stop < start && return start - oneunit(start)
        return stop - ((stop - start) % T(step))
    end
    stop > start && return start + oneunit(start)
    stop + ((start - stop) % T(-step))
end

(:)(a::T, b::T) where {T<:Real} = UnitRange{T}(a, b)
(:)(a::Real, b::Real) = (:)(promote(a, b)...)
(:)(a::T, step::S, b::T) where {T<:Integer, S<:Integer} = StepRange{T, S}(a, step, b)
(:)(a::Real, step::Real, b::Real) = colon_promoted(promote(a, b), step)
(:)(a::T, step::Real, b::T) where {T<:Real} = step_range_of(a, step, b)
colon_promoted(ends, step) = (:)(ends[1], step, ends[2])
step_range_of(a::T, step::Integer, b::T) where {T<:Integer} = StepRange{T, typeof(step)}(a, step, b)

(:)(a::T, b::T) where {T} = (:)(a, oneunit(b - a), b)
(:)(a::Char, b::Char) = StepRange{Char, Int}(a, 1, b)
(:)(a::Char, step::Integer, b::Char) = StepRange{Char, Int}(a, Int(step), b)
(:)(a::T, step, b::T) where {T} = StepRange{T, typeof(step)}(a, step, b)

const Colon = typeof(:)
(::Type{typeof(:)})() = (:)

first(r::UnitRange) = r.start
first(r::OneTo{T}) where {T} = one(T)
first(r::StepRange) = r.start
last(r::AbstractUnitRange) = r.stop
last(r::StepRange) = r.stop
step(r::AbstractUnitRange{T}) where {T} = one(T)
step(r::StepRange) = r.step
function length(r::AbstractUnitRange{T}) where {T<:Union{Int64, Int128}}
    n = last(r) - first(r) + one(T)
    (n <= zero(T)) & (last(r) >= first(r)) && range_too_long(r)
    Int(n)
end
@noinline range_too_long(r::AbstractUnitRange{T}) where {T} = (n = checked_sub(last(r), first(r)); checked_add(n, one(T)))
length(r::AbstractUnitRange) = isempty(r) ? 0 : Int(last(r)) - Int(first(r)) + 1
length(r::OneTo) = Int(r.stop)
length(r::StepRange) = isempty(r) ? 0 : Int(div(r.stop - r.start, r.step)) + 1
length(r::StepRange{<:Unsigned}) = isempty(r) ? 0 : (r.step > 0 ? Int(div(r.stop - r.start, r.step)) : Int(div(r.start - r.stop, -r.step))) + 1
length(r::AbstractUnitRange{<:AbstractFloat}) = isempty(r) ? 0 : Int(floor(last(r) - first(r))) + 1
isempty(r::AbstractUnitRange) = first(r) > last(r)
isempty(r::StepRange) = (r.start != r.stop) & ((r.step > zero(r.step)) != (r.stop > r.start))
isempty(r::AbstractRange) = length(r) == 0
size(r::AbstractRange) = (length(r),)
firstindex(r::AbstractRange) = 1
lastindex(r::AbstractRange) = length(r)

iterate(r::AbstractUnitRange) = isempty(r) ? nothing : (first(r), first(r))
function iterate(r::AbstractUnitRange, i)
    i == last(r) && return nothing
    next = i + one(i)
    (next, next)
end
iterate(r::StepRange) = isempty(r) ? nothing : (r.start, r.start)
function iterate(r::StepRange{T}, i) where {T}
    i == r.stop && return nothing
    next = step_from(i, r.step)
    (next, next)
end
step_from(i, step) = i + step
step_from(i::T, step::Integer) where {T<:Union{Int8, Int16, Int32, UInt8, UInt16, UInt32, UInt64}} = i + step % T

function getindex(r::AbstractUnitRange{T}, i::Int) where {T}
    @boundscheck inside(i, length(r)) || throw_boundserror(r, i)
    first(r) + (i - 1) % T
end
function getindex(r::AbstractUnitRange{T}, i::Int) where {T<:AbstractFloat}
    @boundscheck inside(i, length(r)) || throw_boundserror(r, i)
    first(r) + T(i - 1)
end
function getindex(r::StepRange, i::Int)
    @boundscheck inside(i, length(r)) || throw_boundserror(r, i)
    step_times(r.start, i - 1, r.step)
end
step_times(start, n, step) = start + n * step
step_times(start::T, n, step::Integer) where {T<:Union{Int8, Int16, Int32, UInt8, UInt16, UInt32, UInt64}} = start + (n * step) % T
getindex(r::AbstractRange, i::Integer) = i isa Bool ? plain_index(0, i) : r[Int(i)]
# A range indexed by a range is a range.
function getindex(r::AbstractUnitRange{T}, s::AbstractUnitRange{<:Integer}) where {T<:Integer}
    check_range_index(r, s)
    start = first(r) + (first(s) - 1) % T
    UnitRange{T}(start, start + (length(s) - 1) % T)
end
function getindex(r::OneTo{T}, s::OneTo) where {T}
    check_range_index(r, s)
    OneTo{T}(T(s.stop))
end
function getindex(r::AbstractUnitRange{T}, s::StepRange{<:Integer}) where {T<:Integer}
    check_range_index(r, s)
    start = first(r) + (first(s) - 1) % T
    (:)(start, step(s) % T, start + ((length(s) - 1) * step(s)) % T)
end
function getindex(r::StepRange, s::OrdinalRange{<:Integer})
    check_range_index(r, s)
    start = step_times(r.start, first(s) - 1, r.step)
    (:)(start, r.step * step(s), step_times(start, (length(s) - 1) * step(s), r.step))
end
function check_range_index(r, s)
    @boundscheck isempty(s) || (1 <= minimum(s) && maximum(s) <= length(r)) || throw_boundserror(r, s)
    nothing
end
getindex(r::AbstractRange, ::Colon) = r
view(r::AbstractRange, s::AbstractRange{<:Integer}) = r[s]

in(x::Real, r::AbstractUnitRange{<:Integer}) = isinteger(x) && (first(r) <= x) & (x <= last(r))
in(x::Integer, r::AbstractUnitRange{<:Integer}) = (first(r) <= x) & (x <= last(r))
in(x::Integer, r::StepRange{<:Integer}) = !isempty(r) && min(r.start, r.stop) <= x && x <= max(r.start, r.stop) && rem(x - r.start, r.step) == 0
in(x::Real, r::StepRange{<:Integer}) = isinteger(x) && in(Int(x), r)
in(x::Char, r::StepRange{Char}) = !isempty(r) && min(r.start, r.stop) <= x <= max(r.start, r.stop) && rem(Int(x) - Int(r.start), Int(r.step)) == 0
==(a::AbstractRange, b::AbstractRange) = length(a) == length(b) && (isempty(a) || (first(a) == first(b) && (length(a) == 1 || step(a) == step(b)) && last(a) == last(b)))
==(a::AbstractUnitRange, b::AbstractUnitRange) = (isempty(a) & isempty(b)) | ((first(a) == first(b)) & (last(a) == last(b)))
isequal(a::AbstractRange, b::AbstractRange) = a == b
copy(r::AbstractRange) = r
reverse(r::OrdinalRange) = (:)(last(r), -step(r), first(r))
reverse(r::StepRange{T, S}) where {T<:Unsigned, S} = StepRange{T, Int}(r.stop, -Int(r.step), r.start)
@noinline empty_range() = throw(ArgumentError("range must be non-empty"))
minimum(r::AbstractUnitRange) = isempty(r) ? empty_range() : first(r)
maximum(r::AbstractUnitRange) = isempty(r) ? empty_range() : last(r)
maximum(r::AbstractRange) = isempty(r) ? empty_range() : max(first(r), last(r))
minimum(r::AbstractRange) = isempty(r) ? empty_range() : min(first(r), last(r))
extrema(r::AbstractRange) = (minimum(r), maximum(r))
sum(r::AbstractUnitRange{<:Integer}) = (l = length(r); iseven(l) ? div(l, 2) * (first(r) + last(r)) : l * div(first(r) + last(r), 2))
function sum(r::StepRange{<:Integer})
    l = length(r)
    l == 0 && return zero(eltype(r))
    l * first(r) + (iseven(l) ? step(r) * (l - 1) * div(l, 2) : step(r) * l * div(l - 1, 2))
end
issorted(r::AbstractRange) = length(r) <= 1 || step(r) >= zero(step(r))
sort(r::AbstractUnitRange) = r
sort(r::AbstractRange) = issorted(r) ? r : reverse(r)
intersect(a::AbstractUnitRange{<:Integer}, b::AbstractUnitRange{<:Integer}) = max(first(a), first(b)):min(last(a), last(b))
# Of two progressions the common elements are one, by the Chinese remainder theorem.
function intersect(a::OrdinalRange{<:Integer}, b::OrdinalRange{<:Integer})
    (isempty(a) || isempty(b)) && return common_range(first(a), step(a), first(a) - step(a))
    up_a = step(a) > 0 ? a : reverse(a)
    up_b = step(b) > 0 ? b : reverse(b)
    n, m = step(up_a), step(up_b)
    divisor, x, _ = gcdx(n, m)
    distance = first(up_b) - first(up_a)
    both = lcm(n, m)
    up = if rem(distance, divisor) == 0
        start = first(up_a) + n * mod(div(distance, divisor) * x, div(m, divisor))
        lower = max(first(up_a), first(up_b))
        start += cld(lower - start, both) * both
        common_range(start, both, min(last(up_a), last(up_b)))
    else
        common_range(first(up_a), both, first(up_a) - both)
    end
    step(a) > 0 ? up : reverse(up)
end
common_range(start, step, stop) = StepRange(promote(start, stop)[1], step, promote(start, stop)[2])
allunique(r::AbstractRange) = true
unique(r::AbstractRange) = collect(r)
hash(r::AbstractRange, h::UInt) = hash(collect(r), h)

map(::Type{T}, r::UnitRange) where {T<:Real} = T(r.start):T(last(r))
map(::Type{T}, r::StepRange) where {T<:Real} = T(r.start):T(r.step):T(last(r))

# Ranges are moved and scaled as wholes.
-(r::OrdinalRange{<:Integer}) = (:)(-first(r), -step(r), -last(r))
+(r::AbstractRange) = r
shifted(r::AbstractUnitRange, x::Integer) = (first(r) + x):(last(r) + x)
shifted(r::OrdinalRange, x::Integer) = (first(r) + x):step(r):(last(r) + x)
scaled(r::OrdinalRange, x::Integer) = StepRange(first(r) * x, step(r) * x, first(r) * x + (length(r) - 1) * step(r) * x)
+(a::OrdinalRange{<:Integer}, b::OrdinalRange{<:Integer}) = added_ranges(a, b)
-(a::OrdinalRange{<:Integer}, b::OrdinalRange{<:Integer}) = added_ranges(a, -b)
function added_ranges(a, b)
    length(a) == length(b) || throw(DimensionMismatch(string("argument dimensions must match: length of r1 is ", length(a), ", length of r2 is ", length(b))))
    start = first(a) + first(b)
    StepRange(start, step(a) + step(b), start + (length(a) - 1) * (step(a) + step(b)))
end
*(x::Integer, r::OrdinalRange{<:Integer}) = scaled(r, x)
*(r::OrdinalRange{<:Integer}, x::Integer) = scaled(r, x)

show(io::IO, r::AbstractRange) = (show(io, first(r)); print(io, ":"); show(io, step(r)); print(io, ":"); show(io, last(r)))
show(io::IO, r::UnitRange) = (show(io, first(r)); print(io, ":"); show(io, last(r)))
show(io::IO, r::OneTo) = print(io, "Base.OneTo(", r.stop, ")")
