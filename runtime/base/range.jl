# Ranges: arithmetic sequences that are never stored.

abstract type AbstractArray{T, N} end
abstract type AbstractRange{T} <: AbstractArray{T, 1} end
abstract type OrdinalRange{T, S} <: AbstractRange{T} end
abstract type AbstractUnitRange{T} <: OrdinalRange{T, T} end
const AbstractVector{T} = AbstractArray{T, 1}
const AbstractMatrix{T} = AbstractArray{T, 2}

struct UnitRange{T} <: AbstractUnitRange{T}
    start::T
    stop::T
    # An empty range always ends right before it starts.
    UnitRange{T}(start, stop) where {T} = new{T}(start, unit_range_last(start, stop))
end
unit_range_last(start, stop) = stop >= start ? stop : start - one(stop - start)

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
function step_range_last(start, step, stop)
    step == zero(step) && throw(ArgumentError("step cannot be zero"))
    if step > zero(step)
        stop < start && return start - one(step)
        return stop - mod(stop - start, step)
    end
    stop > start && return start + one(step)
    stop + mod(start - stop, -step)
end

(:)(a::T, b::T) where {T<:Integer} = UnitRange{T}(a, b)
(:)(a::Integer, b::Integer) = (:)(promoted(a, b)...)
(:)(a::T, step::S, b::T) where {T<:Integer, S<:Integer} = StepRange{T, S}(a, step, b)
(:)(a::Integer, step::Integer, b::Integer) = colon_promoted(promote(a, b), step)
colon_promoted(ends, step) = (:)(ends[1], step, ends[2])

(:)(a::Char, b::Char) = StepRange{Char, Int}(a, 1, b)
(:)(a::Char, step::Integer, b::Char) = StepRange{Char, Int}(a, Int(step), b)

const Colon = typeof(:)

first(r::UnitRange) = r.start
first(r::OneTo{T}) where {T} = one(T)
first(r::StepRange) = r.start
last(r::AbstractUnitRange) = r.stop
last(r::StepRange) = r.stop
step(r::AbstractUnitRange{T}) where {T} = one(T)
step(r::StepRange) = r.step
length(r::AbstractUnitRange) = Int(last(r) - first(r) + one(last(r)))
length(r::StepRange) = isempty(r) ? 0 : Int(div(r.stop - r.start, r.step)) + 1
isempty(r::AbstractUnitRange) = first(r) > last(r)
isempty(r::StepRange) = (r.start != r.stop) & ((r.step > zero(r.step)) != (r.stop > r.start))
eltype(::Type{<:AbstractRange{T}}) where {T} = T
size(r::AbstractRange) = (length(r),)

iterate(r::AbstractUnitRange) = isempty(r) ? nothing : (first(r), first(r))
function iterate(r::AbstractUnitRange, i)
    i == last(r) && return nothing
    next = i + one(i)
    (next, next)
end
iterate(r::StepRange) = isempty(r) ? nothing : (r.start, r.start)
function iterate(r::StepRange, i)
    i == r.stop && return nothing
    next = i + r.step
    (next, next)
end

function getindex(r::AbstractUnitRange, i::Integer)
    @boundscheck (1 <= i) & (i <= length(r)) || throw_boundserror(r, i)
    first(r) + (i - 1) % typeof(first(r))
end
function getindex(r::StepRange, i::Integer)
    @boundscheck (1 <= i) & (i <= length(r)) || throw_boundserror(r, i)
    r.start + (i - 1) * r.step
end
# A range indexed by a range is a range.
function getindex(r::AbstractUnitRange{T}, s::AbstractUnitRange{<:Integer}) where {T}
    check_range_index(r, s)
    start = first(r) + (first(s) - 1) % T
    UnitRange{T}(start, start + (length(s) - 1) % T)
end
function getindex(r::AbstractUnitRange{T}, s::StepRange{<:Integer}) where {T}
    check_range_index(r, s)
    (:)(first(r) + (first(s) - 1) % T, step(s) % T, first(r) + (last(s) - 1) % T)
end
function getindex(r::StepRange, s::OrdinalRange{<:Integer})
    check_range_index(r, s)
    (:)(r.start + (first(s) - 1) * r.step, r.step * step(s), r.start + (last(s) - 1) * r.step)
end
function check_range_index(r, s)
    isempty(s) && return nothing
    1 <= minimum(s) && maximum(s) <= length(r) || throw_boundserror(r, s)
    nothing
end
getindex(r::OrdinalRange, ::Colon) = r
lastindex(r::AbstractRange) = length(r)
in(x::Real, r::AbstractUnitRange{<:Integer}) = isinteger(x) && (first(r) <= x) & (x <= last(r))
in(x::Integer, r::AbstractUnitRange{<:Integer}) = (first(r) <= x) & (x <= last(r))
in(x::Integer, r::StepRange) = !isempty(r) && min(r.start, r.stop) <= x && x <= max(r.start, r.stop) && rem(x - r.start, r.step) == 0
==(a::AbstractRange, b::AbstractRange) = length(a) == length(b) && (isempty(a) || (first(a) == first(b) && last(a) == last(b)))
reverse(r::AbstractUnitRange) = (:)(last(r), -one(last(r)), first(r))
reverse(r::StepRange) = (:)(r.stop, -r.step, r.start)
minimum(r::AbstractUnitRange) = isempty(r) ? empty_reduction() : first(r)
maximum(r::AbstractUnitRange) = isempty(r) ? empty_reduction() : last(r)
maximum(r::StepRange) = isempty(r) ? empty_reduction() : max(r.start, r.stop)
minimum(r::StepRange) = isempty(r) ? empty_reduction() : min(r.start, r.stop)
sum(r::AbstractUnitRange{<:Integer}) = (l = length(r); iseven(l) ? div(l, 2) * (first(r) + last(r)) : l * div(first(r) + last(r), 2))

show(io::IO, r::UnitRange) = (show(io, first(r)); print(io, ":"); show(io, last(r)))
show(io::IO, r::StepRange) = (show(io, r.start); print(io, ":"); show(io, r.step); print(io, ":"); show(io, r.stop))
show(io::IO, r::OneTo) = print(io, "Base.OneTo(", r.stop, ")")
