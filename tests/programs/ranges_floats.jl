# Ranges of floats: the elements are what the decimal fractions mean.
println(0.1:0.1:1.0, " ", collect(0.1:0.1:1.0))
println(collect(0:0.1:0.5), collect(1.0:3.0), 0:0.25:1, collect(range(0, 1, length=5)), range(0, stop=1, length=11))
println(collect(range(0.0, 1.0, length=7)), collect(range(-1, 1, length=4)))
println((0.1:0.1:1.0)[3], " ", (0:0.1:10)[end], " ", length(0:0.01:1), " ", sum(0:0.1:1), " ", maximum(0:0.1:1))
for x in 0:0.3:1
    print(x, " ")
end
println()
println(collect(10:-2.5:0), reverse(0:0.5:1), step(0:0.1:1), first(0.5:2.0), last(0.5:2.0))
println(collect(0.1f0:0.1f0:0.5f0), collect(range(1, step=2, length=4)), range(1, step=0.5, length=4), collect(range(1, 10, length=4)))
println(collect(LinRange(0, 1, 5)), [x^2 for x in 0:0.5:2])
println((0:0.1:1)[2:4], collect((0:0.1:1)[1:3:10]), 0.5 in 0:0.1:1, typeof(0:0.1:1) <: AbstractRange)
println((0:0.1:0.3) .+ 1, " ", (0:0.1:0.3) .* 2, " ", collect((1:3) ./ 7), (1:3) .* 0.1, collect((1:3) .+ 0.5))
println(collect(0:pi/4:pi), collect(range(0, 2pi, length=5)), length(0:pi/100:2pi))
println(collect(1e-3:1e-3:5e-3), collect(100.0:50.0:300.0), collect(0.0:0.2:1.1))
println(collect(-0.5:0.1:0.5), isempty(1.0:0.0), collect(1.0:-0.1:0.5))
println(range(1, 5, step=2), " ", range(0, 10, length=3), " ", sum(0.1:0.1:100), " ", sum(collect(0.1:0.1:10)))
function total(r)
    t = 0.0
    for x in r
        t += x
    end
    t
end
println(total(0:0.01:1), " ", total(range(0.3, 0.9, length=13)), " ", total(5:-0.7:-3))
for (a, b, n) in [(0.0, 1.0, 10), (1.5, 9.25, 8), (-3.7, 4.1, 17), (0.1, 0.2, 3), (1e10, 1e11, 5), (-1e-5, 1e-5, 6)]
    println(collect(range(a, b, length=n)))
end
for (a, s, b) in [(0.0, 0.7, 5.0), (1.0, 1/3, 3.0), (0.2, 0.05, 0.5), (1e5, 12345.678, 2e5), (2.0, -0.3, 0.1)]
    println(collect(a:s:b))
end
try
    1.0:0.0:2.0
catch e
    showerror(stdout, e)
    println()
end
println((0.0:0.5:2.0) == [0.0, 0.5, 1.0, 1.5, 2.0], " ", -(0:0.5:1), " ", (0:0.1:1)[7])
