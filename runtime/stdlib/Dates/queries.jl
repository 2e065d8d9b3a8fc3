# Questions about dates: days of the week, names, quarters, lengths.

const Monday, Tuesday, Wednesday, Thursday, Friday, Saturday, Sunday = 1, 2, 3, 4, 5, 6, 7
const Mon, Tue, Wed, Thu, Fri, Sat, Sun = 1, 2, 3, 4, 5, 6, 7
const January, February, March, April, May, June = 1, 2, 3, 4, 5, 6
const July, August, September, October, November, December = 7, 8, 9, 10, 11, 12
const Jan, Feb, Mar, Apr, Jun, Jul, Aug, Sep, Oct, Nov, Dec = 1, 2, 3, 4, 6, 7, 8, 9, 10, 11, 12
const MONTH_NAMES = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"]
const DAY_NAMES = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
only_english(locale) = locale == "english" || throw(ArgumentError("locale `$locale` is not supported yet"))

dayofweek(days::Int64) = mod1(days, 7)
dayofweek(dt::TimeType) = dayofweek(days(dt))
function dayname(day::Integer; locale::AbstractString="english")
    only_english(locale)
    DAY_NAMES[day]
end
function monthname(month::Integer; locale::AbstractString="english")
    only_english(locale)
    MONTH_NAMES[month]
end
dayabbr(day::Integer; locale::AbstractString="english") = first(dayname(day; locale=locale), 3)
monthabbr(month::Integer; locale::AbstractString="english") = first(monthname(month; locale=locale), 3)
dayname(dt::TimeType; locale::AbstractString="english") = dayname(dayofweek(dt); locale=locale)
dayabbr(dt::TimeType; locale::AbstractString="english") = dayabbr(dayofweek(dt); locale=locale)
monthname(dt::TimeType; locale::AbstractString="english") = monthname(month(dt); locale=locale)
monthabbr(dt::TimeType; locale::AbstractString="english") = monthabbr(month(dt); locale=locale)

isleapyear(dt::TimeType) = isleapyear(year(dt))
daysinyear(y::Integer) = 365 + isleapyear(y)
daysinyear(dt::TimeType) = daysinyear(year(dt))
daysinmonth(dt::TimeType) = daysinmonth(yearmonth(dt)...)
dayofyear(y::Integer, m::Integer, d::Integer) = totaldays(y, m, d) - days_before_year(y)
dayofyear(dt::TimeType) = days(dt) - days_before_year(year(dt))
dayofweekofmonth(dt::TimeType) = div(day(dt) - 1, 7) + 1
# How often the day of the week comes in its month.
daysofweekinmonth(dt::TimeType) = (d = day(dt); dayofweekofmonth(dt) + div(daysinmonth(dt) - d, 7))
quarterofyear(dt::TimeType) = quarter(dt)
const FIRST_MONTHS = (1, 4, 7, 10)
dayofquarter(dt::TimeType) = days(dt) - totaldays(year(dt), FIRST_MONTHS[quarter(dt)], 1) + 1

ismonday(dt::TimeType) = dayofweek(dt) == 1
istuesday(dt::TimeType) = dayofweek(dt) == 2
iswednesday(dt::TimeType) = dayofweek(dt) == 3
isthursday(dt::TimeType) = dayofweek(dt) == 4
isfriday(dt::TimeType) = dayofweek(dt) == 5
issaturday(dt::TimeType) = dayofweek(dt) == 6
issunday(dt::TimeType) = dayofweek(dt) == 7
