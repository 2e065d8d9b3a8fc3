# Floats of all magnitudes, printed and shown.
for x in [0.0, -0.0, 1.0, -1.0, 0.1, 0.5, 1.5, 100.0, 12345.678, 123456.0, 999999.0, 1000000.0, 1234567.0]
    println(x)
end
for x in [1e6, 1e5, 99999.9, 1e7, 1.0e15, 1e16, 1e20, 1e21, 1e22, 1.5e100, 1e300, 1.7976931348623157e308]
    println(x)
end
for x in [0.01, 0.001, 0.0001, 0.00001, 1e-6, 1.5e-7, 1e-10, 1e-100, 2.2250738585072014e-308, 5e-324]
    println(x)
end
println(1 / 3, " ", 2 / 3, " ", 10 / 3, " ", 1e10 / 3, " ", 1e-10 / 3)
println(0.1 + 0.2, " ", 0.1 * 3, " ", 1 - 0.9, " ", 4.35 * 100)
println(123456789.123456789, " ", 3.141592653589793, " ", 2.718281828459045)
println(Inf, " ", -Inf, " ", NaN, " ", -NaN)
println([1.0, 0.5, 1e10, 1e-10, NaN, Inf, -0.0])
println((1.0, -1.5e-5, 1e6))
show(1.0); println()
show(1e100); println()
show(-0.0); println()
show(NaN); println()
println(string(1.5), string(1e6), string(100000.0))
println(1.0f0, " ", 0.1f0, " ", 1f10, " ", 1f-10, " ", 16777216f0, " ", 3.4028235f38, " ", 1f5, " ", 1f6)
show(0.1f0); println()
show(1f10); println()
show(Inf32); println()
println(Inf32, " ", NaN32, " ", -0.0f0)
println(Float32[0.5, 1e10], " ", (0.5f0, 1f10))
println(Float32(1) / 3, " ", Float64(0.1f0), " ", Float32(0.1), " ", Float32(1e40))
println(9007199254740992.0, " ", 9007199254740993.0, " ", 4503599627370496.5)
println(1e23, " ", 9.5e-3, " ", 5e-5, " ", 123e-7, " ", 1.0e0)
