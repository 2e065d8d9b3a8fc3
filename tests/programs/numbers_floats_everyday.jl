# Floats: rounding, formatting, special values, comparisons, conversions, elementary functions.
println(1 / 3, " ", 2 / 4, " ", 10 / 2, " ", 1e10, " ", 1e-7, " ", 123456789.123, " ", 0.1 + 0.2, " ", 100.0, " ", 1e100, " ", 5e-324, " ", 1.0e15, " ", 1.0e16, " ", 123456.0)
println(round(2.5), " ", round(3.5), " ", round(-2.5), " ", round(2.567, digits=2), " ", round(1234.5, digits=-2), " ", round(Int, 2.7), " ", floor(-1.5), " ", ceil(Int, 1.2), " ", trunc(-1.7), " ", round(3.14159, sigdigits=3))
println(Inf, " ", -Inf, " ", NaN, " ", 1 / 0, " ", -1 / 0, " ", 0 / 0, " ", Inf - Inf, " ", isnan(NaN), " ", isinf(-Inf), " ", isfinite(1.0), " ", NaN == NaN, " ", -0.0, " ", 1 / -0.0)
println(sqrt(2), " ", cbrt(27), " ", 2^0.5, " ", 2.0^10, " ", 4^-1, " ", 10.0^-1, " ", hypot(3, 4), " ", exp(0), " ", log(1), " ", sin(0), " ", cos(0), " ", abs(-2.5), " ", sign(-3.0))
println(isapprox(exp(1), 2.718281828459045), " ", log(100) / log(10) ≈ 2, " ", log2(8), " ", log10(1000), " ", atan(1) * 4 ≈ π, " ", sin(π / 6) ≈ 0.5, " ", tan(π / 4) ≈ 1, " ", π, " ", float(π), " ", ℯ)
println(Float32(0.1), " ", Float64(Float32(0.1)), " ", Float16(1.5), " ", 1.5f0 + 1, " ", typeof(1.0f0 * 2.0), " ", eps(), " ", eps(1000.0), " ", floatmax(), " ", floatmin(), " ", nextfloat(1.0), " ", prevfloat(1.0))
println(3.0 == 3, " ", 3.7 % 1 ≈ 0.7, " ", mod(-1.5, 1), " ", rem(-1.5, 1), " ", 7.5 ÷ 2, " ", divrem(7.5, 2), " ", fld(-7.5, 2), " ", min(1.5, NaN), " ", max(-0.0, 0.0), " ", clamp(5.5, 0, 1), " ", minmax(2.0, 1.0))
println(Int(3.0), " ", Float64(3), " ", convert(Int, 2.0), " ", trunc(Int, 3.99), " ", isinteger(2.0), " ", isinteger(2.5), " ", signbit(-0.0), " ", copysign(3.0, -1), " ", flipsign(2.0, -1), " ", fma(2.0, 3.0, 1.0), " ", muladd(2, 3, 1))
parse_all = [parse(Float64, s) for s in ["1.5", "-2e3", ".5", "Inf", "1_000" == "x" ? "0" : "7", "1e-10"]]
println(parse_all, " ", tryparse(Float64, "abc") === nothing, " ", tryparse(Float64, "1.5x") === nothing, " ", parse(Float64, " 2.5 "))
mean_of(v) = sum(v) / length(v)
std_of(v) = sqrt(sum(abs2, v .- mean_of(v)) / (length(v) - 1))
v = [2.0, 4.0, 4.0, 4.0, 5.0, 5.0, 7.0, 9.0]
println(mean_of(v), " ", round(std_of(v), digits=4), " ", extrema(v), " ", sum(v .^ 2), " ", maximum(abs.(v .- 5)), " ", v ./ 2, " ", sum(1 ./ v))
celsius(f) = (f - 32) * 5 / 9
for f in (32, 212, -40, 98.6)
    println(f, "°F = ", round(celsius(f), digits=1), "°C")
end
compound(p, r, n) = p * (1 + r / 100)^n
println([round(compound(1000, 5, n), digits=2) for n in 0:5], " ", collect(0:0.25:1), " ", 0.1:0.1:0.5, " ", length(0:0.1:1), " ", range(0, stop=1, length=5), " ", collect(range(1, stop=10, length=4)))
println(sum([0.1 for _ in 1:10]), " ", 0.1 * 3, " ", 1 - 0.9, " ", 1e16 + 1, " ", 2.0^53 + 1, " ", 4.35 * 100, " ", 1.1 + 2.2, " ", 3 * 1.1, " ", 1e308 * 10, " ", 5 / 9, " ", 1 / 7)
