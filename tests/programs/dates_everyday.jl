# Dates: construction, arithmetic, parts, formatting, ranges, differences.
using Dates
d = Date(2024, 2, 28)
println(d, " ", d + Day(1), " ", d + Day(2), " ", d + Month(1), " ", d + Year(1), " ", d - Week(1), " ", Date(2024, 1, 31) + Month(1))
println(year(d), " ", month(d), " ", day(d), " ", dayofweek(d), " ", dayname(d), " ", monthname(d), " ", dayofyear(d), " ", isleapyear(2024), " ", daysinmonth(d), " ", week(d))
t = DateTime(2024, 12, 31, 23, 59, 30)
println(t, " ", t + Second(45), " ", t + Hour(2), " ", hour(t), " ", minute(t), " ", second(t), " ", Date(t), " ", Time(t))
println(Date("2023-07-04"), " ", DateTime("2023-07-04T12:30:00"), " ", Date("04/07/2023", "dd/mm/yyyy"), " ", Dates.format(t, "yyyy-mm-dd HH:MM"), " ", Dates.format(d, "d U yyyy"))
println(Date(2024, 3, 1) - d, " ", Dates.value(Date(2024, 3, 1) - d), " ", d < Date(2025), " ", Date(2024, 1, 1) == Date(2024), " ", DateTime(2024) - DateTime(2023))
println([Dates.format(x, "u d") for x in d:Day(1):d+Day(3)], " ", length(Date(2024):Month(1):Date(2024, 12)), " ", collect(Date(2024):Month(6):Date(2025)))
gigasecond(x) = x + Second(10^9)
println(gigasecond(DateTime(2011, 4, 25)), " ", firstdayofmonth(d), " ", lastdayofmonth(d), " ", Dates.Monday, " ", dayofweek(Date(2024, 1, 1)) == Dates.Monday)
function meetup(y, m, weekday, n)
    first_day = Date(y, m, 1)
    offset = mod(weekday - dayofweek(first_day), 7)
    first_day + Day(offset + 7 * (n - 1))
end
println(meetup(2013, 5, 1, 2), " ", meetup(2024, 2, 4, 5), " ", [dayabbr(meetup(2024, m, 5, 1)) for m in 1:2])
println(Day(3) + Day(4), " ", Week(2), " ", Hour(1) + Minute(30), " ", Minute(90) > Hour(1), " ", 3 * Day(2), " ", Dates.value(Minute(5)), " ", Day(1) == Hour(24), " ", typeof(Day(1)))
friday13(y) = [month(Date(y, m, 13)) for m in 1:12 if dayofweek(Date(y, m, 13)) == 5]
println(friday13(2023), " ", friday13(2026), " ", count(x -> dayofweek(x) == 7, Date(1901):Month(1):Date(1910, 12)))
try
    Date(2023, 2, 29)
catch e
    println(e isa ArgumentError)
end
println(Date(1) isa Date, " ", sort([Date(2024), Date(2020)])[1], " ", Dict(d => "leap")[Date(2024, 2, 28)], " ", string(d), " ", repr(d), " ", "$(Time(8, 5))", " ", Dates.today() > d)
age(born, on) = year(on) - year(born) - ((month(on), day(on)) < (month(born), day(born)))
println(age(Date(2000, 5, 10), Date(2024, 5, 9)), " ", age(Date(2000, 5, 10), Date(2024, 5, 10)))
