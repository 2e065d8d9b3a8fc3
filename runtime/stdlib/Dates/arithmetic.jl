# Dates and times with periods. Months keep the day of the month, or take the month's last.

(+)(x::TimeType) = x
(-)(x::T, y::T) where {T<:Date} = Day(value(x) - value(y))
(-)(x::T, y::T) where {T<:DateTime} = Millisecond(value(x) - value(y))
(-)(x::T, y::T) where {T<:Time} = Nanosecond(value(x) - value(y))
(-)(x::Date, y::DateTime) = DateTime(x) - y
(-)(x::DateTime, y::Date) = x - DateTime(y)

# Years and months later, as days.
function shifted_days(days, months)
    y, m, d = yearmonthday(days)
    n = 12 * y + m - 1 + months
    y, m = fld(n, 12), mod(n, 12) + 1
    totaldays(y, m, min(d, daysinmonth(y, m)))
end
for (T, months) in ((:Year, 12), (:Quarter, 3), (:Month, 1))
    @eval begin
        (+)(dt::Date, p::$T) = date_of(shifted_days(value(dt), $months * value(p)))
        (+)(dt::DateTime, p::$T) = datetime_of(86400000 * shifted_days(days(dt), $months * value(p)) + mod(value(dt), 86400000))
    end
end
(+)(dt::Date, p::Week) = date_of(value(dt) + 7 * value(p))
(+)(dt::Date, p::Day) = date_of(value(dt) + value(p))
(+)(dt::DateTime, p::Union{Week, Day, Hour, Minute, Second, Millisecond}) = datetime_of(value(dt) + toms(p))
function (+)(dt::DateTime, p::Union{Microsecond, Nanosecond})
    whole, rest = divrem(tons(p), 1000000)
    # Whether the rest is rounded or cut off depends on Julia's version.
    rest == 0 || throw(ArgumentError("adding parts of a millisecond to a DateTime is not supported"))
    datetime_of(value(dt) + whole)
end
(+)(t::Time, p::TimePeriod) = Time(Nanosecond(mod(value(t) + tons(p), 86400000000000)))
(+)(d::Date, t::Time) = DateTime(d, t)
(+)(t::Time, d::Date) = DateTime(d, t)
(-)(dt::TimeType, p::Period) = dt + -p
(+)(p::Period, dt::TimeType) = dt + p
function (+)(dt::TimeType, p::CompoundPeriod)
    for part in p.periods
        dt += part
    end
    dt
end
(+)(p::CompoundPeriod, dt::TimeType) = dt + p
function (-)(dt::TimeType, p::CompoundPeriod)
    for part in p.periods
        dt -= part
    end
    dt
end
