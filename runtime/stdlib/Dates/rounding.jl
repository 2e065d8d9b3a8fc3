# Rounding: to whole multiples of a period, counted from year 0; weeks from its first Monday.

const DATE_EPOCH = totaldays(0, 1, 1)
const WEEK_EPOCH = totaldays(0, 1, 3)
check_span(p) = value(p) < 1 ? throw(DomainError(p)) : nothing
function floor(dt::Date, p::Year)
    check_span(p)
    Date(year(dt) - mod(year(dt), value(p)))
end
function floor(dt::Date, p::Month)
    check_span(p)
    y, m = yearmonth(dt)
    n = 12 * y + m - 1
    n -= mod(n, value(p))
    Date(fld(n, 12), mod(n, 12) + 1)
end
floor(dt::Date, p::Quarter) = floor(dt, Month(p))
function floor(dt::Date, p::Week)
    check_span(p)
    n = value(dt) - WEEK_EPOCH
    date_of(WEEK_EPOCH + n - mod(n, 7 * value(p)))
end
function floor(dt::Date, p::Day)
    check_span(p)
    n = value(dt) - DATE_EPOCH
    date_of(DATE_EPOCH + n - mod(n, value(p)))
end
floor(dt::DateTime, p::DatePeriod) = DateTime(floor(Date(dt), p))
function floor(dt::DateTime, p::TimePeriod)
    check_span(p)
    n = value(dt) - 86400000 * DATE_EPOCH
    datetime_of(86400000 * DATE_EPOCH + n - mod(n, toms(p)))
end
function floor(t::Time, p::TimePeriod)
    check_span(p)
    Time(Nanosecond(value(t) - mod(value(t), tons(p))))
end
function floor(x::FixedPeriod, p::T) where {T<:FixedPeriod}
    check_span(p)
    a, b = promote(x, p)
    T(a - mod(a, b))
end
ceil(dt::TimeType, p::Period) = (f = floor(dt, p); f == dt ? f : f + p)
function ceil(x::FixedPeriod, p::FixedPeriod)
    f = floor(x, p)
    x == f ? f : f + p
end
round(x::TimeType, p::Period) = round(x, p, RoundNearestTiesUp)
function round(x::TimeType, p::Period, mode::RoundingMode)
    low, high = floor(x, p), ceil(x, p)
    mode === RoundDown && return low
    mode === RoundUp && return high
    mode === RoundNearestTiesUp || throw(DomainError(mode))
    x - low < high - x ? low : high
end
round(x::FixedPeriod, p::FixedPeriod) = round(x, p, RoundNearestTiesUp)
function round(x::FixedPeriod, p::FixedPeriod, mode::RoundingMode)
    low, high = floor(x, p), ceil(x, p)
    mode === RoundDown && return low
    mode === RoundUp && return high
    mode === RoundNearestTiesUp || throw(DomainError(mode))
    a, b, c = promote(x, low, high)
    a - b < c - a ? low : high
end
floor(x::Union{TimeType, FixedPeriod}, ::Type{P}) where {P<:Period} = floor(x, P(1))
ceil(x::Union{TimeType, FixedPeriod}, ::Type{P}) where {P<:Period} = ceil(x, P(1))
round(x::Union{TimeType, FixedPeriod}, ::Type{P}) where {P<:Period} = round(x, P(1))
round(x::Union{TimeType, FixedPeriod}, ::Type{P}, mode::RoundingMode) where {P<:Period} = round(x, P(1), mode)
trunc(dt::TimeType, ::Type{P}) where {P<:Period} = floor(dt, P(1))
