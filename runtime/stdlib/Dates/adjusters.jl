# Moving dates: to the ends of their weeks, months, quarters and years, and to the next day that fits.

like(::Date, days) = date_of(days)
like(::DateTime, days) = datetime_of(86400000 * days)
firstdayofweek(dt::TimeType) = like(dt, days(dt) - dayofweek(dt) + 1)
lastdayofweek(dt::TimeType) = like(dt, days(dt) - dayofweek(dt) + 7)
firstdayofmonth(dt::TimeType) = like(dt, days(dt) - day(dt) + 1)
lastdayofmonth(dt::TimeType) = like(dt, days(dt) - day(dt) + daysinmonth(dt))
firstdayofyear(dt::TimeType) = like(dt, days_before_year(year(dt)) + 1)
lastdayofyear(dt::TimeType) = like(dt, days_before_year(year(dt) + 1))
firstdayofquarter(dt::TimeType) = like(dt, totaldays(year(dt), FIRST_MONTHS[quarter(dt)], 1))
lastdayofquarter(dt::TimeType) = lastdayofmonth(like(dt, totaldays(year(dt), FIRST_MONTHS[quarter(dt)] + 2, 1)))

# Steps until a condition holds.
function adjust(f, dt, step, limit)
    for _ in 1:limit
        f(dt) && return dt
        dt += step
    end
    throw(ArgumentError("Adjustment limit reached: $limit iterations"))
end
adjust(f, dt; step::Period=Day(1), limit::Int=10000) = adjust(f, dt, step, limit)
tonext(f, dt::TimeType; step::Period=Day(1), limit::Int=10000, same::Bool=false) = adjust(f, same ? dt : dt + step, step, limit)
toprev(f, dt::TimeType; step::Period=Day(-1), limit::Int=10000, same::Bool=false) = adjust(f, same ? dt : dt + step, step, limit)
tonext(dt::TimeType, weekday::Int; same::Bool=false) = tonext(x -> dayofweek(x) == weekday, dt; same=same)
toprev(dt::TimeType, weekday::Int; same::Bool=false) = toprev(x -> dayofweek(x) == weekday, dt; same=same)
function tofirst(dt::TimeType, weekday::Int; of::Union{Type{Year}, Type{Month}}=Month)
    tonext(of === Month ? firstdayofmonth(dt) : firstdayofyear(dt), weekday; same=true)
end
function tolast(dt::TimeType, weekday::Int; of::Union{Type{Year}, Type{Month}}=Month)
    toprev(of === Month ? lastdayofmonth(dt) : lastdayofyear(dt), weekday; same=true)
end

# By a condition on dates that run through the parts: the first that fits.
function Date(f::Function, y, m=1, d=1; step::Period=Day(1), limit::Int=10000)
    adjust(f, Date(y, m, d), step, limit)
end
