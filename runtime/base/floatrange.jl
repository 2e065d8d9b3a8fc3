# Ranges of floating-point numbers. Their elements are the numbers that the decimal fractions of start and step mean:
# `(0.1:0.1:0.3)[3]` is 0.3, though `0.1 + 2 * 0.1` is not.
#
# The first thing tried is to find fractions of small integers that round to start, step and stop; then the range is
# computed with these. A range holds a reference element (the one nearest to zero, at `offset`) and the step, each as
# an unevaluated sum of two floats; the step's high part has so many trailing zeros that its products with all
# positions are exact.

struct TwicePrecision{T}
    hi::T
    lo::T
end
TwicePrecision(hi::T) where {T} = TwicePrecision{T}(hi, zero(T))
# An integer beyond 53 bits in two parts.
function two_parts(i::Integer)
    hi = cut_bits(Float64(i), 27)
    twice_of(hi, Float64(i - typeof(i)(hi)))
end
function two_parts(n::Integer, d::Integer)
    two_parts(n) / Float64(d)
end
# The last n bits of the significand made zero.
cut_bits(x::Float64, n::Integer) = Core.bitcast(Float64, Core.bitcast(UInt64, x) & (0xffffffffffffffff << n))
# Sums and products with their rounding errors.
function twice_of(big, little)
    h = big + little
    TwicePrecision(h, (big - h) + little)
end
twice_sum(x, y) = abs(y) > abs(x) ? twice_of(y, x) : twice_of(x, y)
function twice_product(x, y)
    h = x * y
    iszero(h) | !isfinite(h) ? TwicePrecision(h, h) : twice_of(h, fma(x, y, -h))
end
value(x::TwicePrecision) = x.hi + x.lo
-(x::TwicePrecision) = TwicePrecision(-x.hi, -x.lo)
function +(x::TwicePrecision, y::Float64)
    s = twice_sum(x.hi, y)
    twice_of(s.hi, s.lo + x.lo)
end
function +(x::TwicePrecision, y::TwicePrecision)
    r = x.hi + y.hi
    s = abs(x.hi) > abs(y.hi) ? (((x.hi - r) + y.hi) + y.lo) + x.lo : (((y.hi - r) + x.hi) + x.lo) + y.lo
    twice_of(r, s)
end
function *(x::TwicePrecision, n::Integer)
    n == 0 && return TwicePrecision(x.hi * n, x.lo * n)
    u = cut_bits(x.hi, bits_for(abs(n)))
    twice_of(u * n, ((x.hi - u) + x.lo) * n)
end
function *(x::TwicePrecision, v::Float64)
    v == 0 && return TwicePrecision(x.hi * v, x.lo * v)
    z = twice_product(x.hi, v)
    iszero(z.hi) | !isfinite(z.hi) ? TwicePrecision(z.hi, z.hi) : twice_of(z.hi, (x.hi * 0.0 + x.lo * v) + z.lo)
end
/(x::TwicePrecision, v::Integer) = x / Float64(v)
function /(x::TwicePrecision, v::Float64)
    hi = x.hi / v
    u = twice_product(hi, v)
    lo = (((x.hi - u.hi) - u.lo) + x.lo) / v
    iszero(hi) | !isfinite(hi) ? TwicePrecision(hi, hi) : twice_of(hi, lo)
end
# The number of bits that counting to n takes.
bits_for(n::Integer) = n <= 1 ? 0 : 64 - leading_zeros(Int64(n) - 1)
room_for(len, offset) = len < 2 ? 0 : min(27, bits_for(max(offset - 1, len - offset)) + 1)
cut_step(x::Float64, n) = (hi = cut_bits(x, n); TwicePrecision(hi, x - hi))
cut_step(x::TwicePrecision, n) = (hi = cut_bits(x.hi, n); TwicePrecision(hi, (x.hi - hi) + x.lo))

struct StepRangeLen{T, R, S, L} <: AbstractRange{T}
    ref::R
    step::S
    len::L
    offset::L
    StepRangeLen{T, R, S, L}(ref, step, len, offset) where {T, R, S, L} = new{T, R, S, L}(ref, step, len, offset)
end
function float_range(::Type{T}, ref, step, len::Int, offset::Int) where {T}
    len < 0 && throw(ArgumentError(string("length cannot be negative, got ", len)))
    StepRangeLen{T, typeof(ref), typeof(step), Int}(ref, step, len, offset)
end
StepRangeLen(ref::R, step::S, len::Integer, offset::Integer=1) where {R, S} = float_range(typeof(ref + zero(step)), ref, step, Int(len), Int(offset))
StepRangeLen{T}(ref::R, step::S, len::Integer, offset::Integer=1) where {T, R, S} = float_range(T, ref, step, Int(len), Int(offset))
length(r::StepRangeLen) = r.len
step(r::StepRangeLen{T}) where {T} = r.step isa TwicePrecision ? T(value(r.step)) : T(r.step)
first(r::StepRangeLen) = element_of(r, 1)
last(r::StepRangeLen) = element_of(r, r.len)
function element_of(r::StepRangeLen{T}, i::Int) where {T}
    u = i - r.offset
    T(r.ref + u * r.step)
end
function element_of(r::StepRangeLen{T, TwicePrecision{T}, TwicePrecision{T}}, i::Int) where {T}
    u = T(i - r.offset)
    x = twice_sum(r.ref.hi, u * r.step.hi)
    x.hi + (x.lo + (u * r.step.lo + r.ref.lo))
end
function getindex(r::StepRangeLen, i::Int)
    @boundscheck inside(i, r.len) || throw_boundserror(r, i)
    element_of(r, i)
end
iterate(r::StepRangeLen) = iterate(r, 1)
iterate(r::StepRangeLen, i::Int) = inside(i, r.len) ? (element_of(r, i), i + 1) : nothing
function getindex(r::StepRangeLen{T}, s::OrdinalRange{<:Integer}) where {T}
    check_range_index(r, s)
    n = length(s)
    part = 1 + round(Int, (r.offset - first(s)) / step(s))
    part = clamp(part, 1, max(n, 1))
    at = Int(first(s)) + (part - 1) * Int(step(s))
    if r.step isa TwicePrecision
        new_step = step(s) == 1 || n < 2 ? r.step : cut_step(r.step * Int(step(s)), room_for(n, part))
        ref = at == r.offset ? r.ref : r.ref + r.step * (at - r.offset)
        return float_range(T, ref, new_step, n, max(1, part))
    end
    float_range(T, r.ref + (at - r.offset) * r.step, r.step * step(s), n, max(1, part))
end
reverse(r::StepRangeLen{T}) where {T} = float_range(T, r.ref, -r.step, r.len, r.len > 0 ? r.len - r.offset + 1 : 1)
-(r::StepRangeLen{T}) where {T} = float_range(T, -r.ref, -r.step, r.len, r.offset)
function show(io::IO, r::StepRangeLen)
    if iszero(step(r))
        return print(io, "StepRangeLen(", repr(first(r)), ", ", repr(step(r)), ", ", r.len, ")")
    end
    print(io, repr(first(r)), ":", repr(step(r)), ":", repr(last(r)))
end
in(x::Real, r::StepRangeLen) = any(y -> y == x, r)
==(a::StepRangeLen{T, R, S}, b::StepRangeLen{T, R, S}) where {T, R, S} = length(a) == length(b) && (isempty(a) || (first(a) == first(b) && last(a) == last(b)))

# The fraction with the smallest terms that rounds to x; terms of at most 24 bits.
function fraction_of(x::IEEEFloat)
    y = Float64(x)
    limit = x isa Float64 ? 16777216 : (x isa Float32 ? 2048 : 2048)
    a = d = 1
    b = c = 0
    while abs(y) <= limit
        whole = trunc(Int, y)
        y -= whole
        a, c = whole * a + c, a
        b, d = whole * b + d, b
        max(abs(a), abs(b)) <= limit || return (c, d)
        typeof(x)(a) / typeof(x)(b) == x && break
        y = 1 / y
    end
    (a, b)
end
largest_whole(::Type{Float64}) = 9007199254740992
largest_whole(::Type{Float32}) = 16777216
largest_whole(::Type{Float16}) = 2048
multiple_of_both(a, b) = a * div(b, gcd(a, b))
is_between(a, x, b) = a <= x <= b || b <= x <= a

# From fractions with one denominator.
function range_of_fractions(::Type{T}, start::Int, step::Int, len::Int, den::Int) where {T}
    len < 2 || step == 0 ? (offset = 1) : (offset = clamp(round(Int, -start / step + 1), 1, len))
    ref = start + (offset - 1) * step
    room = len < 2 || step == 0 ? 0 : room_for(len, offset)
    if T === Float64
        return float_range(T, two_parts(ref, den), cut_step(two_parts(step, den), room), len, offset)
    end
    float_range(T, ref / den, step / den, len, offset)
end
function plain_range(::Type{T}, start, step, len::Int) where {T}
    T === Float64 ? float_range(T, TwicePrecision(start), cut_step(step, 0), len, 1) : float_range(T, Float64(start), Float64(step), len, 1)
end

function (:)(start::T, step::T, stop::T) where {T<:IEEEFloat}
    step == 0 && throw(ArgumentError("range step cannot be zero"))
    step_n, step_d = fraction_of(step)
    if step_d != 0 && T(step_n / step_d) == step
        start_n, start_d = fraction_of(start)
        stop_n, stop_d = fraction_of(stop)
        if start_d != 0 && stop_d != 0 && T(start_n / start_d) == start && T(stop_n / stop_d) == stop
            den = multiple_of_both(start_d, step_d)
            limit = largest_whole(T)
            if den != 0 && abs(start * den) <= limit && abs(step * den) <= limit && rem(den, start_d) == 0 && rem(den, step_d) == 0
                from = round(Int, start * den)
                by = round(Int, step * den)
                len = max(0, div(den * stop_n - stop_d * from + by * stop_d, by * stop_d))
                if is_between(start, start + (len - 1) * step, stop + step / 2) && !is_between(start, start + len * step, stop)
                    return range_of_fractions(T, from, by, len, den)
                end
            end
        end
    end
    # Taken literally.
    steps = (stop - start) / step
    if steps < 0
        len = 0
    elseif steps == 0
        len = 1
    else
        len = round(Int, steps) + 1
        reached = start + (len - 1) * step
        len -= (start < stop < reached) + (start > stop > reached)
    end
    plain_range(T, start, step, len)
end
(:)(a::T, b::T) where {T<:IEEEFloat} = (:)(a, one(T), b)
(:)(a::T, step::Real, b::T) where {T<:IEEEFloat} = (:)(promote(a, step, b)...)
colon_promoted(ends::Tuple{T, T}, step::IEEEFloat) where {T<:Integer} = (:)(promote(ends[1], step, ends[2])...)
step_range_of(a::T, step::IEEEFloat, b::T) where {T<:Integer} = (:)(promote(a, step, b)...)

# So many elements from a start, with a step.
function range_with_step(start::T, step::T, len::Int) where {T<:IEEEFloat}
    start_n, start_d = fraction_of(start)
    step_n, step_d = fraction_of(step)
    if start_d != 0 && step_d != 0 && T(start_n / start_d) == start && T(step_n / step_d) == step
        den = multiple_of_both(start_d, step_d)
        limit = largest_whole(T)
        if abs(den * start) <= limit && abs(den * step) <= limit && rem(den, start_d) == 0 && rem(den, step_d) == 0
            return range_of_fractions(T, round(Int, den * start), round(Int, den * step), len, den)
        end
    end
    plain_range(T, start, step, len)
end
range_with_step(start::Integer, step::Integer, len::Int) = StepRange(promote(start, start + step * (len - 1))[1], step, start + step * (len - 1))
range_with_step(start::Real, step::Real, len::Int) = range_with_step(promote(start, step)..., len)
range_with_step(start, step, len::Int) = StepRange(start, step, start + step * (len - 1))
function range_with_step(start::T, step::T, len::Int) where {T<:Integer}
    StepRange{T, T}(start, step, start + step * (len - 1))
end

# So many elements from a start to a stop.
range_to(start::Real, stop::Real, len::Int) = range_to(promote(start, stop)..., len)
range_to(start::T, stop::T, len::Int) where {T<:Integer} = range_between(Float64, start, stop, len, 1)
function range_to(start::T, stop::T, len::Int) where {T<:IEEEFloat}
    len < 2 && return short_range(T, start, stop, len)
    start == stop && return plain_range(T, start, zero(T), len)
    start_n, start_d = fraction_of(start)
    stop_n, stop_d = fraction_of(stop)
    if start_d != 0 && stop_d != 0
        den = multiple_of_both(start_d, stop_d)
        limit = largest_whole(T)
        if den != 0 && abs(den * start) <= limit && abs(den * stop) <= limit
            from = round(Int, den * start)
            to = round(Int, den * stop)
            T(from / den) == start && T(to / den) == stop && return range_between(T, from, to, len, den)
        end
    end
    literal_range_to(start, stop, len)
end
range_to(start::T, stop::T, len::Int) where {T<:Real} = LinRange{T, Int}(start, stop, len)
function short_range(::Type{T}, start, stop, len) where {T}
    len < 0 && throw(ArgumentError(string("range(", start, ", stop=", stop, ", length=", len, "): negative length")))
    len == 1 && start != stop && throw(ArgumentError(string("range(", start, ", stop=", stop, ", length=", len, "): endpoints differ")))
    T === Float64 ? float_range(T, TwicePrecision(T(start)), TwicePrecision(T(start), -T(stop)), len, 1) : float_range(T, Float64(start), Float64(start) - Float64(stop), len, 1)
end
function range_between(::Type{T}, from::Integer, to::Integer, len::Int, den::Int) where {T}
    len < 2 && return short_range(T, from / den, to / den, len)
    from == to && return plain_range(T, T(from / den), zero(T), len)
    # The element nearest to zero.
    zero_at = -from / (Float64(to) - Float64(from))
    offset = clamp(round(Int, zero_at * (len - 1) + 1), 1, len)
    ref = Int128(len - offset) * from + Int128(offset - 1) * to
    parts = Int128(len - 1) * den
    if T === Float64
        step = two_parts(Int128(to) - Int128(from), parts)
        return float_range(T, two_parts(ref, parts), cut_step(step, room_for(len, offset)), len, offset)
    end
    float_range(T, Float64(ref) / Float64(parts), Float64(Int128(to) - Int128(from)) / Float64(parts), len, offset)
end
function literal_range_to(start::T, stop::T, len::Int) where {T}
    isfinite(start) && isfinite(stop) || throw(ArgumentError(string("start and stop must be finite, got ", start, " and ", stop)))
    way, scale = stop - start, 1
    if !isfinite(way)
        way, scale = stop / len - start / len, len
    end
    zero_at = -(start / way) / scale
    offset = round(Int, zero_at * (len - 1) + 1)
    if 1 < offset < len
        t = (offset - 1) / (len - 1)
        ref = T((1 - t) * start + t * stop)
        step = offset - 1 < len - offset ? (ref - start) / (offset - 1) : (stop - ref) / (len - offset)
    elseif offset <= 1
        offset = 1
        ref = start
        step = (way / (len - 1)) * scale
    else
        offset = len
        ref = stop
        step = (way / (len - 1)) * scale
    end
    T === Float64 || return float_range(T, Float64(ref), Float64(step), len, offset)
    # The ends are met exactly: what the high parts miss goes into the low parts.
    hi = cut_bits(step, room_for(len, offset))
    a = twice_sum((1 - offset) * hi, ref)
    b = twice_sum((len - offset) * hi, ref)
    start_miss, stop_miss = (start - a.hi) - a.lo, (stop - b.hi) - b.lo
    lo = (stop_miss - start_miss) / (len - 1)
    float_range(T, TwicePrecision(ref, start_miss - (1 - offset) * lo), TwicePrecision(hi, lo), len, offset)
end

# Evenly spaced numbers, computed from both ends.
struct LinRange{T, L} <: AbstractRange{T}
    start::T
    stop::T
    len::L
    LinRange{T, L}(start, stop, len) where {T, L} = len < 0 ? throw(ArgumentError(string("range(", start, ", stop=", stop, ", length=", len, "): negative length"))) : new{T, L}(start, stop, len)
end
function LinRange{T}(start, stop, len::Integer) where {T}
    len == 1 && start != stop && throw(ArgumentError(string("range(", start, ", stop=", stop, ", length=", len, "): endpoints differ")))
    LinRange{T, Int}(T(start), T(stop), Int(len))
end
LinRange(start, stop, len::Integer) = LinRange{typeof((stop - start) / 1)}(start, stop, len)
length(r::LinRange) = r.len
first(r::LinRange) = r.start
last(r::LinRange) = r.stop
step(r::LinRange) = (r.stop - r.start) / max(r.len - 1, 1)
function getindex(r::LinRange{T}, i::Int) where {T}
    @boundscheck inside(i, r.len) || throw_boundserror(r, i)
    d = max(r.len - 1, 1)
    t = (i - 1) / d
    T((1 - t) * r.start + t * r.stop)
end
iterate(r::LinRange) = iterate(r, 1)
iterate(r::LinRange, i::Int) = inside(i, r.len) ? (r[i], i + 1) : nothing
getindex(r::LinRange{T}, s::OrdinalRange{<:Integer}) where {T} = (check_range_index(r, s); isempty(s) ? LinRange{T}(r.start, r.start, 0) : LinRange{T}(r[Int(first(s))], r[Int(last(s))], length(s)))
reverse(r::LinRange{T, L}) where {T, L} = LinRange{T, L}(r.stop, r.start, r.len)
function show(io::IO, r::LinRange{T}) where {T}
    print(io, "LinRange{", T, "}(")
    inner = with_typeinfo(io, T)
    show(inner, r.start)
    print(io, ", ")
    show(inner, r.stop)
    print(io, ", ", r.len, ")")
end

# `range`: three of start, stop, step and length, or two where the step is 1.
range(start; stop=nothing, step=nothing, length=nothing) = range_from(start, step, stop, length)
range(start, stop; step=nothing, length=nothing) = range_from(start, step, stop, length)
range(start, stop, length::Integer) = range_from(start, nothing, stop, length)
function range(; start=nothing, stop=nothing, step=nothing, length=nothing)
    start === nothing || return range_from(start, step, stop, length)
    stop === nothing && throw(ArgumentError("At least `start` or `stop` must be specified if `length` is specified"))
    length === nothing && return range_from(oneunit(stop), step, stop, length)
    by = step === nothing ? oneunit(stop) : step
    range_from(stop - (length - 1) * by, step, stop, length)
end
range_from(start, ::Nothing, stop, ::Nothing) = stop === nothing ? throw(ArgumentError(string("Cannot construct range from arguments:\nstart = ", start, "\nstep = nothing\nstop = nothing\nlength = nothing\nTry specifying more arguments.\n"))) : start:stop
range_from(start, step, ::Nothing, len::Integer) = range_with_step(start, step, Int(len))
range_from(start, ::Nothing, ::Nothing, len::Integer) = counted_from(start, Int(len))
range_from(start, ::Nothing, stop, len::Integer) = range_to(start, stop, Int(len))
range_from(start, step, stop, ::Nothing) = start:step:stop
counted_from(start::T, len) where {T<:Integer} = UnitRange{T}(start, start + oneunit(start) * (len - 1))
counted_from(start::AbstractFloat, len) = range_with_step(start, oneunit(start), len)
counted_from(start, len) = range_with_step(start, oneunit(start), len)

# Moved and scaled by numbers they stay ranges.
broadcasted(::typeof(+), r::StepRangeLen{T}, x::Real) where {T} = float_range(promote_type(T, typeof(x)), r.ref + Float64(x), r.step, r.len, r.offset)
broadcasted(::typeof(+), x::Real, r::StepRangeLen) = broadcasted(+, r, x)
broadcasted(::typeof(-), r::StepRangeLen, x::Real) = broadcasted(+, r, -x)
broadcasted(::typeof(-), x::Real, r::StepRangeLen) = broadcasted(+, -r, x)
broadcasted(::typeof(*), r::StepRangeLen{T}, x::Real) where {T} = float_range(promote_type(T, typeof(x)), r.ref * Float64(x), r.step * Float64(x), r.len, r.offset)
broadcasted(::typeof(*), x::Real, r::StepRangeLen) = broadcasted(*, r, x)
broadcasted(::typeof(/), r::StepRangeLen, x::Real) = range_with_step(first(r) / x, step(r) / x, r.len)
broadcasted(::typeof(/), r::OrdinalRange{<:Integer}, x::Real) = range_with_step(first(r) / x, step(r) / x, length(r))
broadcasted(::typeof(*), r::OrdinalRange{<:Integer}, x::AbstractFloat) = range_with_step(first(r) * x, step(r) * x, length(r))
broadcasted(::typeof(*), x::AbstractFloat, r::OrdinalRange{<:Integer}) = range_with_step(x * first(r), x * step(r), length(r))
broadcasted(::typeof(+), r::OrdinalRange{<:Integer}, x::AbstractFloat) = range_with_step(first(r) + x, oftype_of(x, step(r)), length(r))
broadcasted(::typeof(+), x::AbstractFloat, r::OrdinalRange{<:Integer}) = range_with_step(x + first(r), oftype_of(x, step(r)), length(r))
broadcasted(::typeof(-), r::OrdinalRange{<:Integer}, x::AbstractFloat) = range_with_step(first(r) - x, oftype_of(x, step(r)), length(r))
oftype_of(x, y) = typeof(x)(y)
function times_range(r::StepRangeLen{T}, x) where {T}
    r.step isa TwicePrecision || return float_range(promote_type(T, typeof(x)), r.ref * x, r.step * x, r.len, r.offset)
    float_range(T, r.ref * Float64(x), cut_step(r.step * Float64(x), room_for(r.len, r.offset)), r.len, r.offset)
end
*(x::Real, r::StepRangeLen) = times_range(r, x)
*(r::StepRangeLen, x::Real) = times_range(r, x)
/(r::StepRangeLen, x::Real) = broadcasted(/, r, x)
# The sum in twice the precision.
function sum(r::StepRangeLen{T, TwicePrecision{T}, TwicePrecision{T}}) where {T}
    above, below = r.len - r.offset, r.offset - 1
    a = r.step * half_product(above)[1] * half_product(above)[2]
    b = r.step * half_product(below)[1] * half_product(below)[2]
    s = twice_sum(a.hi, -b.hi)
    low = s.lo + (a.lo - b.lo)
    ref = r.ref * r.len
    t = twice_sum(s.hi, ref.hi)
    twice_sum(t.hi, (t.lo + low) + ref.lo).hi
end
half_product(n) = iseven(n) ? (n + 1, n >> 1) : (n, (n + 1) >> 1)
