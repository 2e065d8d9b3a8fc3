# Float64 arithmetic.
println(1.5 + 2.25, " ", 0.1 + 0.2, " ", 1.0 - 0.9, " ", 2.5 * 4.0, " ", 7.0 / 2.0)
println(-1.5, " ", -0.0, " ", 0.0 * -1, " ", 1.0 / 0.0, " ", -1.0 / 0.0, " ", 0.0 / 0.0)
println(Inf, " ", -Inf, " ", NaN, " ", Inf - Inf, " ", Inf * 0, " ", Inf + 1)
println(2.0^3, " ", 2.0^-1, " ", 2.0^2, " ", (-2.0)^3, " ", 1.5^2)
println(7.5 % 2, " ", -7.5 % 2, " ", mod(-7.5, 2), " ", mod(7.5, -2), " ", div(7.5, 2), " ", 7.5 ÷ 2, " ", fld(-7.5, 2))
println(floor(2.7), " ", ceil(2.1), " ", trunc(-2.7), " ", round(2.5), " ", round(3.5), " ", round(-2.5), " ", floor(-2.1))
println(floor(Int, 2.7), " ", ceil(Int, 2.1), " ", trunc(Int, -2.7), " ", round(Int, 2.5), " ", round(Int, 3.5))
println(sqrt(2.0), " ", sqrt(16), " ", sqrt(0.0), " ", √9, " ", sqrt(1e10))
println(abs(-2.5), " ", sign(-2.5), " ", sign(0.0), " ", copysign(3.0, -1.0), " ", flipsign(3.0, -2.0))
println(isnan(NaN), " ", isnan(1.0), " ", isinf(Inf), " ", isinf(-Inf), " ", isfinite(1.0), " ", isfinite(NaN))
println(signbit(-0.0), " ", signbit(0.0), " ", -0.0 == 0.0, " ", -0.0 === 0.0, " ", NaN === NaN)
println(isinteger(2.0), " ", isinteger(2.5), " ", isinteger(3))
println(1.0 + 1, " ", 2 * 1.5, " ", 3 - 0.5, " ", 1 / 2.0, " ", true + 1.5)
println(eps(Float64), " ", floatmax(Float64), " ", floatmin(Float64), " ", typemax(Float64), " ", typemin(Float64))
println(Float64(3), " ", float(3), " ", Int(3.0), " ", Float64(true), " ", convert(Float64, 7))
println(muladd(2.0, 3.0, 4.0), " ", fma(2.0, 3.0, 4.0), " ", abs2(-1.5))
println(1e308 * 10, " ", -1e308 * 10, " ", 1e-308 / 1e10, " ", 5e-324 / 2)
println(divrem(7.5, 2.0), " ", max(1.5, 2.5), " ", min(1.5, 2.5), " ", clamp(1.5, 0.0, 1.0))
println(zero(1.5), " ", one(1.5), " ", typeof(1.5), " ", typeof(1.5 + 1))
println(.5 + 5., " ", 1e3, " ", 1E3, " ", 1.5e-3, " ", 1_000.5)

function mean(v)
    s = 0.0
    for x in v
        s += x
    end
    s / length(v)
end
println(mean([1.0, 2.0, 4.0]), " ", mean([1, 2, 3]))

function kahan(n)
    s = 0.0
    c = 0.0
    for i in 1:n
        y = 0.1 - c
        t = s + y
        c = (t - s) - y
        s = t
    end
    s
end
println(kahan(1000))
naive = 0.0
for i in 1:1000
    global naive
    naive += 0.1
end
println(naive)
