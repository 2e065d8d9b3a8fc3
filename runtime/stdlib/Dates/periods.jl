# Periods: spans of one unit each, and compound ones. Units of a fixed length convert into each other; years, quarters
# and months convert among themselves only.

abstract type AbstractTime end
abstract type Period <: AbstractTime end
abstract type DatePeriod <: Period end
abstract type TimePeriod <: Period end

for (name, kind) in ((:Year, :DatePeriod), (:Quarter, :DatePeriod), (:Month, :DatePeriod), (:Week, :DatePeriod), (:Day, :DatePeriod),
                     (:Hour, :TimePeriod), (:Minute, :TimePeriod), (:Second, :TimePeriod), (:Millisecond, :TimePeriod),
                     (:Microsecond, :TimePeriod), (:Nanosecond, :TimePeriod))
    unit = lowercase(string(name))
    @eval begin
        struct $name <: $kind
            value::Int64
            $name(v::Number) = new(v)
        end
        unit_name(::Type{$name}) = $unit
        unit_name(x::$name) = $unit
    end
end
const FixedPeriod = Union{Week, Day, Hour, Minute, Second, Millisecond, Microsecond, Nanosecond}
const OtherPeriod = Union{Month, Quarter, Year}
value(x::Period) = x.value
Period(x::Period) = x

# How many of the smallest unit of its family a unit is: nanoseconds, or months.
scale(::Type{Week}) = 604800000000000
scale(::Type{Day}) = 86400000000000
scale(::Type{Hour}) = 3600000000000
scale(::Type{Minute}) = 60000000000
scale(::Type{Second}) = 1000000000
scale(::Type{Millisecond}) = 1000000
scale(::Type{Microsecond}) = 1000
scale(::Type{Nanosecond}) = 1
scale(::Type{Year}) = 12
scale(::Type{Quarter}) = 3
scale(::Type{Month}) = 1

# The number of smaller units is a product; that of larger ones must come out whole.
function converted(::Type{T}, x::S) where {T<:Period, S<:Period}
    a, b = scale(S), scale(T)
    a >= b && return T(value(x) * div(a, b))
    whole, rest = divrem(value(x), div(b, a))
    rest == 0 || throw(InexactError(:divexact, Int64, value(x) / div(b, a)))
    T(whole)
end
(::Type{T})(x::FixedPeriod) where {T<:FixedPeriod} = converted(T, x)
(::Type{T})(x::OtherPeriod) where {T<:OtherPeriod} = converted(T, x)
convert(::Type{T}, x::T) where {T<:Period} = x
convert(::Type{T}, x::FixedPeriod) where {T<:FixedPeriod} = converted(T, x)
convert(::Type{T}, x::OtherPeriod) where {T<:OtherPeriod} = converted(T, x)
promote_rule(::Type{T}, ::Type{S}) where {T<:FixedPeriod, S<:FixedPeriod} = scale(T) < scale(S) ? T : S
promote_rule(::Type{T}, ::Type{S}) where {T<:OtherPeriod, S<:OtherPeriod} = scale(T) < scale(S) ? T : S

# Printing.
units(x::Period) = string(" ", unit_name(x), abs(value(x)) == 1 ? "" : "s")
print(io::IO, x::Period) = print(io, value(x), units(x))
show(io::IO, x::Period) = print(io, typeof(x), "(", value(x), ")")
show(io::IO, ::MIME"text/plain", x::Period) = print(io, x)

Base.implies_type(T::Type{<:Period}) = isconcretetype(T)

# Comparing and hashing: equal spans in different units are equal.
==(x::T, y::T) where {T<:Period} = value(x) == value(y)
==(x::Period, y::Period) = ==(promote(x, y)...)
==(x::FixedPeriod, y::OtherPeriod) = value(x) == 0 && value(y) == 0
==(x::OtherPeriod, y::FixedPeriod) = y == x
isless(x::T, y::T) where {T<:Period} = isless(value(x), value(y))
isless(x::Period, y::Period) = isless(promote(x, y)...)
isless(x::FixedPeriod, y::OtherPeriod) = throw(MethodError(isless, (x, y)))
isless(x::OtherPeriod, y::FixedPeriod) = throw(MethodError(isless, (x, y)))
hash(x::FixedPeriod, h::UInt) = hash(value(x) * Int128(scale(typeof(x))), h + 0x5b1d0a6e)
hash(x::OtherPeriod, h::UInt) = hash(value(x) * scale(typeof(x)), h + 0x1f3c9d27)

# Arithmetic within a unit.
zero(::Union{Type{T}, T}) where {T<:Period} = T(0)
one(::Union{Type{T}, T}) where {T<:Period} = 1
typemin(::Type{T}) where {T<:Period} = T(typemin(Int64))
typemax(::Type{T}) where {T<:Period} = T(typemax(Int64))
eps(::T) where {T<:Period} = T(1)
isfinite(::Union{Type{P}, P}) where {P<:Period} = true
-(x::P) where {P<:Period} = P(-value(x))
+(x::P) where {P<:Period} = x
abs(x::P) where {P<:Period} = P(abs(value(x)))
sign(x::Period) = sign(value(x))
signbit(x::Period) = signbit(value(x))
+(x::P, y::P) where {P<:Period} = P(value(x) + value(y))
-(x::P, y::P) where {P<:Period} = P(value(x) - value(y))
/(x::P, y::P) where {P<:Period} = value(x) / value(y)
/(x::P, y::Real) where {P<:Period} = P(value(x) / y)
div(x::P, y::P) where {P<:Period} = div(value(x), value(y))
div(x::P, y::P, r::RoundingMode) where {P<:Period} = div(value(x), value(y), r)
div(x::P, y::Integer) where {P<:Period} = P(div(value(x), y))
fld(x::P, y::P) where {P<:Period} = fld(value(x), value(y))
rem(x::P, y::P) where {P<:Period} = P(rem(value(x), value(y)))
rem(x::P, y::Integer) where {P<:Period} = P(rem(value(x), y))
mod(x::P, y::P) where {P<:Period} = P(mod(value(x), value(y)))
mod(x::P, y::Integer) where {P<:Period} = P(mod(value(x), y))
gcd(x::P, y::P) where {P<:Period} = P(gcd(value(x), value(y)))
lcm(x::P, y::P) where {P<:Period} = P(lcm(value(x), value(y)))
*(x::P, y::Real) where {P<:Period} = P(value(x) * y)
*(y::Real, x::Period) = x * y
# Between units of a family.
/(x::Period, y::Period) = /(promote(x, y)...)
div(x::Period, y::Period) = div(promote(x, y)...)
fld(x::Period, y::Period) = fld(promote(x, y)...)
rem(x::Period, y::Period) = rem(promote(x, y)...)
mod(x::Period, y::Period) = mod(promote(x, y)...)

# Spans of several units, the largest first; what is zero is left out.
struct CompoundPeriod <: AbstractTime
    periods::Vector{Period}
    CompoundPeriod(periods::Vector{Period}) = new(collected(periods))
end
CompoundPeriod(periods::Vector{<:Period}) = CompoundPeriod(Period[p for p in periods])
CompoundPeriod(periods::Period...) = CompoundPeriod(Period[p for p in periods])
CompoundPeriod(p::CompoundPeriod) = p
rank(::Year) = 1
rank(::Quarter) = 2
rank(::Month) = 3
rank(::Week) = 4
rank(::Day) = 5
rank(::Hour) = 6
rank(::Minute) = 7
rank(::Second) = 8
rank(::Millisecond) = 9
rank(::Microsecond) = 10
rank(::Nanosecond) = 11
function collected(periods)
    totals = zeros(Int64, 11)
    for p in periods
        totals[rank(p)] += value(p)
    end
    kept = Period[]
    for (T, n) in zip((Year, Quarter, Month, Week, Day, Hour, Minute, Second, Millisecond, Microsecond, Nanosecond), totals)
        n == 0 || push!(kept, T(n))
    end
    kept
end
Base.convert(::Type{CompoundPeriod}, p::Period) = CompoundPeriod(p)
(+)(x::Period, y::Period) = CompoundPeriod(Period[x, y])
(+)(x::CompoundPeriod, y::Period) = CompoundPeriod(vcat(x.periods, y))
(+)(x::Period, y::CompoundPeriod) = y + x
(+)(x::CompoundPeriod, y::CompoundPeriod) = CompoundPeriod(vcat(x.periods, y.periods))
(-)(x::Period, y::Period) = CompoundPeriod(Period[x, -y])
(-)(x::CompoundPeriod, y::Period) = CompoundPeriod(vcat(x.periods, -y))
(-)(x::CompoundPeriod) = CompoundPeriod(Period[-p for p in x.periods])
(-)(x::CompoundPeriod, y::CompoundPeriod) = x + -y
(-)(x::Period, y::CompoundPeriod) = -y + x
isempty(x::CompoundPeriod) = isempty(x.periods)
function print(io::IO, x::CompoundPeriod)
    isempty(x) && return print(io, "empty period")
    join(io, (string(p) for p in x.periods), ", ")
end
show(io::IO, x::CompoundPeriod) = print(io, x)
nanoseconds(x::CompoundPeriod) = sum(p -> Int128(value(p)) * scale(typeof(p)), filter(p -> p isa FixedPeriod, x.periods); init=Int128(0))
months(x::CompoundPeriod) = sum(p -> value(p) * scale(typeof(p)), filter(p -> p isa OtherPeriod, x.periods); init=0)
==(x::CompoundPeriod, y::CompoundPeriod) = months(x) == months(y) && nanoseconds(x) == nanoseconds(y)
==(x::Period, y::CompoundPeriod) = CompoundPeriod(x) == y
==(x::CompoundPeriod, y::Period) = y == x
hash(x::CompoundPeriod, h::UInt) = hash(months(x), hash(nanoseconds(x), h))

# In the largest units that fit. Months never become days.
canonicalize(x::Period) = canonicalize(CompoundPeriod(x))
function canonicalize(x::CompoundPeriod)
    parts = Period[]
    rest = months(x)
    for T in (Year, Month)
        n, rest = divrem(rest, scale(T))
        n == 0 || push!(parts, T(n))
    end
    left = nanoseconds(x)
    for T in (Week, Day, Hour, Minute, Second, Millisecond, Microsecond, Nanosecond)
        n, left = divrem(left, scale(T))
        n == 0 || push!(parts, T(Int64(n)))
    end
    CompoundPeriod(parts)
end

# A fixed span as a number of one unit.
toms(x::FixedPeriod) = div(value(x) * scale(typeof(x)), 1000000)
toms(x::Week) = 604800000 * value(x)
toms(x::Day) = 86400000 * value(x)
toms(x::Month) = 86400000.0 * 30.436875 * value(x)
toms(x::Year) = 86400000.0 * 365.2425 * value(x)
toms(x::CompoundPeriod) = isempty(x) ? 0.0 : Float64(sum(toms, x.periods))
tons(x::FixedPeriod) = value(x) * scale(typeof(x))
days(x::FixedPeriod) = fld(value(x) * scale(typeof(x)), scale(Day))
days(x::Week) = 7 * value(x)
days(x::Day) = value(x)
days(x::Month) = 30.436875 * value(x)
days(x::Year) = 365.2425 * value(x)
