# Other counts of time, and the clock, whose zone is the machine's.

const UNIX_EPOCH = 86400000 * totaldays(1970, 1, 1)
const JULIAN_EPOCH = value(DateTime(-4713, 11, 24, 12))
unix2datetime(x) = datetime_of(UNIX_EPOCH + trunc(Int64, Int64(1000) * x))
datetime2unix(dt::DateTime) = (value(dt) - UNIX_EPOCH) / 1000.0
rata2datetime(days) = DateTime(yearmonthday(Int64(days))...)
datetime2rata(dt::TimeType) = days(dt)
julian2datetime(f) = datetime_of(JULIAN_EPOCH + trunc(Int64, Int64(86400000) * f))
datetime2julian(dt::DateTime) = (value(dt) - JULIAN_EPOCH) / 86400000.0
datetime2epochms(dt::DateTime) = value(dt) - 86400000 * DATE_EPOCH
epochms2datetime(ms) = datetime_of(86400000 * DATE_EPOCH + Int64(ms))
date2epochdays(d::Date) = value(d) - DATE_EPOCH
epochdays2date(n) = date_of(DATE_EPOCH + Int64(n))

now(::Type{UTC}) = unix2datetime(time())
now() = datetime_of(value(now(UTC)) + 1000 * Core.runtime(:utc_offset, Int64, floor(Int64, time())))
today() = Date(now())
Time(::Type{UTC}) = Time(now(UTC))
