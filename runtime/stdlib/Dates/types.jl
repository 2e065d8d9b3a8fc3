# Dates, dates with times, times of day: their counts, how they are made from parts, and the parts back.

abstract type Calendar <: AbstractTime end
struct ISOCalendar <: Calendar end
abstract type TimeZone end
struct UTC <: TimeZone end
abstract type Instant <: AbstractTime end
struct UTInstant{P<:Period} <: Instant
    periods::P
end
abstract type TimeType <: AbstractTime end
abstract type AbstractDateTime <: TimeType end

struct DateTime <: AbstractDateTime
    instant::UTInstant{Millisecond}
    DateTime(instant::UTInstant{Millisecond}) = new(instant)
end
struct Date <: TimeType
    instant::UTInstant{Day}
    Date(instant::UTInstant{Day}) = new(instant)
end
struct Time <: TimeType
    instant::Nanosecond
    Time(instant::Nanosecond) = new(instant)
end
UTM(x) = UTInstant(Millisecond(x))
UTD(x) = UTInstant(Day(x))
value(dt::DateTime) = dt.instant.periods.value
value(dt::Date) = dt.instant.periods.value
value(t::Time) = t.instant.value
date_of(days) = Date(UTD(days))
datetime_of(ms) = DateTime(UTM(ms))

# Days before a month, in a year without a leap day.
const DAYS_BEFORE = (0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334)
isleapyear(y::Integer) = (y % 4 == 0) & ((y % 100 != 0) | (y % 400 == 0))
daysinmonth(y::Integer, m::Integer) = m == 2 ? 28 + isleapyear(y) : 30 + isodd(m + (m > 7))
days_before_year(y) = 365 * (y - 1) + fld(y - 1, 4) - fld(y - 1, 100) + fld(y - 1, 400)
totaldays(y, m, d) = days_before_year(y) + DAYS_BEFORE[m] + ((m > 2) & isleapyear(y)) + d
# The other way: years of 365.2425 days give the year or the one after it.
function year_of(days)
    y = 400 * fld(days - 1, 146097) + fld(400 * mod(days - 1, 146097), 146097) + 1
    while days_before_year(y + 1) < days
        y += 1
    end
    while days_before_year(y) >= days
        y -= 1
    end
    y
end
function yearmonthday(days::Int64)
    y = year_of(days)
    n = days - days_before_year(y)
    leap = isleapyear(y)
    m = min(12, div(n - 1, 28) + 1)
    while DAYS_BEFORE[m] + (leap & (m > 2)) >= n
        m -= 1
    end
    (y, m, n - DAYS_BEFORE[m] - (leap & (m > 2)))
end

# What is wrong with the parts, or nothing.
function date_fault(y, m, d)
    0 < m < 13 || return "Month: $m out of range (1:12)"
    0 < d < daysinmonth(y, m) + 1 || return "Day: $d out of range (1:$(daysinmonth(y, m)))"
    nothing
end
function time_fault(h, mi, s)
    -1 < h < 24 || return "Hour: $h out of range (0:23)"
    -1 < mi < 60 || return "Minute: $mi out of range (0:59)"
    -1 < s < 60 || return "Second: $s out of range (0:59)"
    nothing
end
function datetime_fault(y, m, d, h, mi, s, ms)
    fault = date_fault(y, m, d)
    fault === nothing || return fault
    # The end of a day may be written as its 24th hour.
    h == 24 && mi == 0 && s == 0 && ms == 0 && return nothing
    fault = time_fault(h, mi, s)
    fault === nothing || return fault
    -1 < ms < 1000 || return "Millisecond: $ms out of range (0:999)"
    nothing
end
function clock_fault(h, mi, s, ms, us, ns)
    fault = time_fault(h, mi, s)
    fault === nothing || return fault
    -1 < ms < 1000 || return "Millisecond: $ms out of range (0:999)"
    -1 < us < 1000 || return "Microsecond: $us out of range (0:999)"
    -1 < ns < 1000 || return "Nanosecond: $ns out of range (0:999)"
    nothing
end
checked(::Nothing) = nothing
checked(fault::String) = throw(ArgumentError(fault))

function Date(y::Int64, m::Int64=1, d::Int64=1)
    checked(date_fault(y, m, d))
    date_of(totaldays(y, m, d))
end
function DateTime(y::Int64, m::Int64=1, d::Int64=1, h::Int64=0, mi::Int64=0, s::Int64=0, ms::Int64=0)
    checked(datetime_fault(y, m, d, h, mi, s, ms))
    datetime_of(ms + 1000 * (s + 60 * mi + 3600 * h + 86400 * totaldays(y, m, d)))
end
function Time(h::Int64, mi::Int64=0, s::Int64=0, ms::Int64=0, us::Int64=0, ns::Int64=0)
    checked(clock_fault(h, mi, s, ms, us, ns))
    Time(Nanosecond(ns + 1000us + 1000000ms + 1000000000s + 60000000000mi + 3600000000000h))
end
Date(y, m=1, d=1) = Date(Int64(y), Int64(m), Int64(d))
DateTime(y, m=1, d=1, h=0, mi=0, s=0, ms=0) = DateTime(Int64(y), Int64(m), Int64(d), Int64(h), Int64(mi), Int64(s), Int64(ms))
Time(h, mi=0, s=0, ms=0, us=0, ns=0) = Time(Int64(h), Int64(mi), Int64(s), Int64(ms), Int64(us), Int64(ns))

# From periods, in any order.
function part_of(::Type{T}, periods, default) where {T}
    for p in periods
        p isa T && return value(p)
    end
    default
end
Date(p::Period, rest::Period...) = (all = (p, rest...); Date(part_of(Year, all, 1), part_of(Month, all, 1), part_of(Day, all, 1)))
function DateTime(p::Period, rest::Period...)
    all = (p, rest...)
    DateTime(part_of(Year, all, 1), part_of(Month, all, 1), part_of(Day, all, 1), part_of(Hour, all, 0), part_of(Minute, all, 0),
             part_of(Second, all, 0), part_of(Millisecond, all, 0))
end
function Time(p::TimePeriod, rest::TimePeriod...)
    all = (p, rest...)
    Time(part_of(Hour, all, 0), part_of(Minute, all, 0), part_of(Second, all, 0), part_of(Millisecond, all, 0),
         part_of(Microsecond, all, 0), part_of(Nanosecond, all, 0))
end

# From one another.
Date(d::Date) = d
DateTime(dt::DateTime) = dt
Time(t::Time) = t
Date(dt::DateTime) = date_of(fld(value(dt), 86400000))
DateTime(d::Date) = datetime_of(value(d) * 86400000)
Time(dt::DateTime) = Time(Nanosecond(mod(value(dt), 86400000) * 1000000))
function DateTime(d::Date, t::Time)
    microsecond(t) == 0 && nanosecond(t) == 0 || throw(InexactError(:DateTime, DateTime, t))
    datetime_of(value(d) * 86400000 + div(value(t), 1000000))
end
convert(::Type{DateTime}, d::Date) = DateTime(d)
convert(::Type{Date}, dt::DateTime) = Date(dt)
convert(::Type{Time}, dt::DateTime) = Time(dt)
convert(::Type{T}, x::T) where {T<:TimeType} = x
promote_rule(::Type{Date}, ::Type{DateTime}) = DateTime

# The parts.
days(d::Date) = value(d)
days(dt::DateTime) = fld(value(dt), 86400000)
year(dt::Union{Date, DateTime}) = year_of(days(dt))
month(dt::Union{Date, DateTime}) = yearmonthday(dt)[2]
day(dt::Union{Date, DateTime}) = yearmonthday(dt)[3]
dayofmonth(dt::Union{Date, DateTime}) = day(dt)
yearmonthday(dt::Union{Date, DateTime}) = yearmonthday(days(dt))
yearmonth(dt::Union{Date, DateTime}) = yearmonthday(dt)[1:2]
monthday(dt::Union{Date, DateTime}) = yearmonthday(dt)[2:3]
hour(dt::DateTime) = mod(fld(value(dt), 3600000), 24)
minute(dt::DateTime) = mod(fld(value(dt), 60000), 60)
second(dt::DateTime) = mod(fld(value(dt), 1000), 60)
millisecond(dt::DateTime) = mod(value(dt), 1000)
hour(t::Time) = mod(fld(value(t), 3600000000000), 24)
minute(t::Time) = mod(fld(value(t), 60000000000), 60)
second(t::Time) = mod(fld(value(t), 1000000000), 60)
millisecond(t::Time) = mod(fld(value(t), 1000000), 1000)
microsecond(t::Time) = mod(fld(value(t), 1000), 1000)
nanosecond(t::Time) = mod(value(t), 1000)
quarter(dt::Union{Date, DateTime}) = div(month(dt) - 1, 3) + 1
# The week of the year by ISO 8601: the one with the Thursday.
function week(dt::Union{Date, DateTime})
    thursday = days(dt) + 4 - dayofweek(dt)
    div(thursday - days_before_year(year_of(thursday)) - 1, 7) + 1
end
Year(dt::TimeType) = Year(year(dt))
Quarter(dt::TimeType) = Quarter(quarter(dt))
Month(dt::TimeType) = Month(month(dt))
Week(dt::TimeType) = Week(week(dt))
Day(dt::TimeType) = Day(day(dt))
Hour(dt::TimeType) = Hour(hour(dt))
Minute(dt::TimeType) = Minute(minute(dt))
Second(dt::TimeType) = Second(second(dt))
Millisecond(dt::TimeType) = Millisecond(millisecond(dt))
Microsecond(dt::TimeType) = Microsecond(microsecond(dt))
Nanosecond(dt::TimeType) = Nanosecond(nanosecond(dt))

# Comparing.
==(x::T, y::T) where {T<:TimeType} = value(x) == value(y)
==(x::Date, y::DateTime) = DateTime(x) == y
==(x::DateTime, y::Date) = x == DateTime(y)
isless(x::T, y::T) where {T<:TimeType} = isless(value(x), value(y))
isless(x::Date, y::DateTime) = isless(DateTime(x), y)
isless(x::DateTime, y::Date) = isless(x, DateTime(y))
<(x::T, y::T) where {T<:TimeType} = value(x) < value(y)
<(x::TimeType, y::TimeType) = isless(x, y)
hash(t::Time, h::UInt) = hash((hour(t), minute(t), second(t), millisecond(t), microsecond(t), nanosecond(t)), h)
isfinite(::Union{Type{T}, T}) where {T<:TimeType} = true
eps(::Union{Type{DateTime}, DateTime}) = Millisecond(1)
eps(::Union{Type{Date}, Date}) = Day(1)
eps(::Union{Type{Time}, Time}) = Nanosecond(1)
zero(::Union{Type{DateTime}, DateTime}) = Millisecond(0)
zero(::Union{Type{Date}, Date}) = Day(0)
zero(::Union{Type{Time}, Time}) = Nanosecond(0)
typemax(::Union{Type{DateTime}, DateTime}) = DateTime(146138512, 12, 31, 23, 59, 59)
typemin(::Union{Type{DateTime}, DateTime}) = DateTime(-146138511, 1, 1, 0, 0, 0)
typemax(::Union{Type{Date}, Date}) = Date(252522163911149, 12, 31)
typemin(::Union{Type{Date}, Date}) = Date(-252522163911150, 1, 1)
typemax(::Union{Type{Time}, Time}) = Time(23, 59, 59, 999, 999, 999)
typemin(::Union{Type{Time}, Time}) = Time(0)
Base.implies_type(::Type{<:Union{Date, DateTime, Time}}) = true
Base.broadcastable(x::AbstractTime) = Base.Single(x)
