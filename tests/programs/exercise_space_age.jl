# Ages on planets, from a table of periods.
const EARTH_YEAR = 31557600
const PERIODS = [("Mercury", 0.2408467), ("Venus", 0.61519726), ("Earth", 1.0), ("Mars", 1.8808158),
                 ("Jupiter", 11.862615), ("Saturn", 29.447498), ("Uranus", 84.016846), ("Neptune", 164.79132)]
age_on(seconds, period) = seconds / EARTH_YEAR / period
for (planet, period) in PERIODS
    years = age_on(1_000_000_000, period)
    println(rpad(planet, 8), " ", round(years, digits=2))
end
leap(y) = y % 4 == 0 && (y % 100 != 0 || y % 400 == 0)
println([y for y in 1990:2010 if leap(y)])
println(leap(1900), " ", leap(2000), " ", leap(2023))
function raindrops(n)
    s = ""
    n % 3 == 0 && (s *= "Pling")
    n % 5 == 0 && (s *= "Plang")
    n % 7 == 0 && (s *= "Plong")
    isempty(s) ? string(n) : s
end
println(join(raindrops.([1, 3, 5, 7, 6, 15, 21, 35, 34, 105]), " "))
fizz(n) = n % 15 == 0 ? "FizzBuzz" : n % 5 == 0 ? "Buzz" : n % 3 == 0 ? "Fizz" : n
println([fizz(n) for n in 1:15])
sumsq(n) = sum(1:n)^2 - sum(x^2 for x in 1:n)
println(sumsq(5), " ", sumsq(10), " ", sumsq(100))
grains(n) = 1 <= n <= 64 ? UInt64(1) << (n - 1) : throw(DomainError(n))
println(Int(grains(16)), " ", string(grains(64)), " ", BigInt(2)^64 - 1)
armstrong(n) = (d = digits(n); sum(d .^ length(d)) == n)
println(filter(armstrong, 1:1000))
