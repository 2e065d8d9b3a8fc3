# What programs do with their arguments and the clock.
Base.take_arguments()
n = length(ARGS) >= 1 ? parse(Int, ARGS[1]) : 10
m = parse(Int, "12")
t0 = time()
t1 = time()
t = t1 - t0
t * 1e6 < 0.0 && println(t)
println(floor(Int, (t1 - t0) * 0.0), " ", round(Int, 2.5), " ", m > 1, " ", m < n, " ", m >= n, " ", m <= n, " ", m != n)
println("rep ", 1, " ", 25)
println("rep 1 ", floor(Int, 1.5), " ", 2.5)
println("x = ", 1, ", y = ", 2.5)
println(m, " ", n)
println(1, " ", 2, " ", 3)
println(1.5, " ", 2.5)
if m > 1
    println("more")
end
x = parse(Float64, "1.5")
println(x + 1, " ", x * 2, " ", x / 2, " ", x - 1, " ", -x, " ", x < 2.0, " ", x == 1.5)
println(m + n, " ", m * n, " ", m - n, " ", m / n, " ", m % 5, " ", div(m, 5), " ", m^2)
