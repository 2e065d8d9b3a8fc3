# The standard library's `Dates`: days, times and the spans between them, in the proleptic Gregorian calendar.
#
# A date is a count of days, a date with time a count of milliseconds, both from the day before 0001-01-01; a time of
# day is a count of nanoseconds. All arithmetic is on these counts, except that of months and years.
module Dates

import Base: +, -, *, /, ÷, %, ==, <, div, rem, mod, fld, gcd, lcm, isless, show, print, convert, promote_rule, zero, one, eps
import Base: typemin, typemax, abs, sign, signbit, isfinite, floor, ceil, round, trunc, length, iterate, getindex, in, parse, tryparse
import Base: (:), step_range_last, hash, string, isempty, sum

export canonicalize, Period, DatePeriod, TimePeriod, Year, Quarter, Month, Week, Day, Hour, Minute, Second, Millisecond, Microsecond, Nanosecond
export TimeZone, UTC, TimeType, DateTime, Date, Time
export yearmonthday, yearmonth, monthday, year, quarter, month, week, day, hour, minute, second, dayofmonth
export millisecond, microsecond, nanosecond
export dayofweek, isleapyear, daysinmonth, daysinyear, dayofyear, dayname, dayabbr, dayofweekofmonth, daysofweekinmonth
export monthname, monthabbr, quarterofyear, dayofquarter
export Monday, Tuesday, Wednesday, Thursday, Friday, Saturday, Sunday, Mon, Tue, Wed, Thu, Fri, Sat, Sun
export January, February, March, April, May, June, July, August, September, October, November, December
export Jan, Feb, Mar, Apr, Jun, Jul, Aug, Sep, Oct, Nov, Dec
export unix2datetime, datetime2unix, now, today, rata2datetime, datetime2rata, julian2datetime, datetime2julian
export firstdayofweek, lastdayofweek, firstdayofmonth, lastdayofmonth, firstdayofyear, lastdayofyear
export firstdayofquarter, lastdayofquarter, adjust, tonext, toprev, tofirst, tolast
export ISODateTimeFormat, ISODateFormat, ISOTimeFormat, DateFormat, RFC1123Format, @dateformat_str

include("periods.jl")
include("types.jl")
include("arithmetic.jl")
include("queries.jl")
include("adjusters.jl")
include("ranges.jl")
include("rounding.jl")
include("format.jl")
include("parsing.jl")
include("conversions.jl")

end
