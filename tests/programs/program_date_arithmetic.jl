# Calendar arithmetic by hand: leap years, day numbers, weekdays, a printed month, easter.
struct Day
    year::Int
    month::Int
    day::Int
    function Day(y, m, d)
        1 <= m <= 12 || throw(ArgumentError("Month: $m out of range (1:12)"))
        1 <= d <= days_in_month(y, m) || throw(ArgumentError("Day: $d out of range (1:$(days_in_month(y, m)))"))
        return new(y, m, d)
    end
end
isleap(y) = (y % 4 == 0) && (y % 100 != 0 || y % 400 == 0)
const MONTH_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
days_in_month(y, m) = MONTH_DAYS[m] + (m == 2 && isleap(y))
const WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
const MONTHS = split("January February March April May June July August September October November December")

function number(d::Day)
    y = d.month <= 2 ? d.year - 1 : d.year
    era = fld(y, 400)
    yoe = y - era * 400
    doy = (153 * (d.month + (d.month > 2 ? -3 : 9)) + 2) ÷ 5 + d.day - 1
    doe = yoe * 365 + yoe ÷ 4 - yoe ÷ 100 + doy
    return era * 146097 + doe - 719468
end
function Day(n::Integer)
    z = n + 719468
    era = fld(z, 146097)
    doe = z - era * 146097
    yoe = (doe - doe ÷ 1460 + doe ÷ 36524 - doe ÷ 146096) ÷ 365
    doy = doe - (365 * yoe + yoe ÷ 4 - yoe ÷ 100)
    mp = (5 * doy + 2) ÷ 153
    d = doy - (153 * mp + 2) ÷ 5 + 1
    m = mp < 10 ? mp + 3 : mp - 9
    return Day(yoe + era * 400 + (m <= 2), m, d)
end
Base.:+(d::Day, n::Integer) = Day(number(d) + n)
Base.:-(d::Day, n::Integer) = d + (-n)
Base.:-(a::Day, b::Day) = number(a) - number(b)
Base.isless(a::Day, b::Day) = (a.year, a.month, a.day) < (b.year, b.month, b.day)
Base.show(io::IO, d::Day) = print(io, lpad(d.year, 4, '0'), '-', lpad(d.month, 2, '0'), '-', lpad(d.day, 2, '0'))
weekday(d::Day) = mod(number(d) + 3, 7) + 1
weekday_name(d) = WEEKDAYS[weekday(d)]
dayofyear(d::Day) = d - Day(d.year, 1, 1) + 1

function Base.parse(::Type{Day}, s::AbstractString)
    m = match(r"^(\d{4})-(\d{1,2})-(\d{1,2})$", s)
    m === nothing && throw(ArgumentError("not a date: $s"))
    return Day(parse.(Int, m.captures)...)
end

function calendar(y, m)
    title = "$(MONTHS[m]) $y"
    println(lpad(title, (20 + length(title)) ÷ 2))
    println(join((w[1:2] for w in WEEKDAYS), ' '))
    print("   "^(weekday(Day(y, m, 1)) - 1))
    for d in 1:days_in_month(y, m)
        print(lpad(d, 2), weekday(Day(y, m, d)) == 7 || d == days_in_month(y, m) ? "\n" : " ")
    end
end

function easter(y)
    a, (b, c) = y % 19, divrem(y, 100)
    d, e = divrem(b, 4)
    g = (8b + 13) ÷ 25
    h = (19a + b - d - g + 15) % 30
    i, k = divrem(c, 4)
    l = (32 + 2e + 2i - h - k) % 7
    m = (a + 11h + 22l) ÷ 451
    month, day = divrem(h + l - 7m + 114, 31)
    return Day(y, month, day + 1)
end

d = Day(2000, 2, 28)
println(d, " ", d + 1, " ", d + 2, " ", d - 59, " ", weekday_name(d))
println(Day(2024, 12, 25) - Day(2024, 1, 1), " ", dayofyear(Day(2023, 12, 31)), " ", dayofyear(Day(2024, 12, 31)))
println([Day(number(Day(y, 3, 1)) - 1).day for y in (1900, 2000, 2023, 2024)])
println(all(Day(number(Day(1, 1, 1)) + n) == Day(1, 1, 1) + n for n in 0:1000:800000))
println(sort([parse(Day, s) for s in ("2021-12-01", "1999-7-4", "2020-02-29")]))
println([easter(y) for y in 2019:2024])
calendar(2024, 2)
for s in ("2023-02-29", "2023-13-01", "tomorrow")
    try
        println(parse(Day, s))
    catch e
        println(sprint(showerror, e))
    end
end
fridays = [(y, m) for y in 2023:2026 for m in 1:12 if weekday(Day(y, m, 13)) == 5]
println(fridays)
println(maximum([Day(1, 1, 1), Day(2, 1, 1)]), " ", extrema([Day(2020, 5, 5), Day(2019, 5, 5)]))
