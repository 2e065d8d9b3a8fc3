# Floats of any precision: printing, arithmetic, rounding, comparison, conversion, functions, precision.
println(big(pi), " ", length(string(big(pi))))
println(BigFloat(0.1), " ", big"0.1", " ", BigFloat(1), " ", BigFloat(1)/3)
for e in (-7,-6,-5,-4,-3,0,1,3,5,6,7,20,21,22,100) print(BigFloat(10)^e, " | ") end
println()
println(BigFloat(123456), " ", BigFloat(1234567), " ", BigFloat(12345678), " ", BigFloat("1e-5"), " ", BigFloat(0), " ", -BigFloat(0), " ", BigFloat(Inf), " ", -BigFloat(Inf), " ", BigFloat(NaN))
println(repr(big"1.5"), " ", [big"1.5", big(2.0)], " ", (big"1.5",), " ", typeof(big"1.5"))
println(sqrt(big(2.0)), " ", sqrt(big(2)), " ", exp(big(1.0)), " ", log(big(2)), " ", sin(big(1.0)), " ", atan(big(1.0))*4)
println(big(2.0)^100, " ", big(2.0)^0.5, " ", big(4)^-1, " ", 1/big(3), " ", big(1)/3, " ", big(7)//2 + 0.5)
println(setprecision(()->BigFloat(1)/3, 64), " ", setprecision(BigFloat, 100) do; sqrt(BigFloat(2)) end)
println(precision(BigFloat), " ", precision(big"1.0"), " ", eps(BigFloat), " ", eps(big"1.0"))
println(floor(big"2.7"), " ", ceil(Int, big"2.1"), " ", round(big"2.5"), " ", trunc(big"-2.7"), " ", round(big"3.14159", digits=2), " ", Int(big"3.0"), " ", BigInt(big"1e30"), " ", Float64(big"0.1"), " ", convert(Float32, big"0.1"))
println(big"1.5" < 2, " ", big"1.5" == 1.5, " ", big"0.1" == 0.1, " ", isless(big"1.0", 2), " ", max(big"1.0", 2), " ", big"5.5" % 2, " ", mod(big"-5.25", 2), " ", abs(big"-1.5"), " ", -big"1.5", " ", sign(big"-3"), " ", hash(big"1.0") == hash(1.0), " ", isinteger(big"2.0"), " ", iszero(big"0.0"))
println(big"1e1000", " ", big"1.23456789e-10", " ", factorial(big(20))/1.0, " ", Float64(big(2)^70), " ", big(3)*0.5, " ", big(10)^20/big(3))
println(parse(BigFloat, "2.5"), " ", tryparse(BigFloat, "x"), " ", BigFloat("1.5e3"), " ", BigFloat(1//3), " ", rationalize(big"0.5"), " ", string(big"2.0"), " ", big(1.5), " ", exponent(big"8.0"), " ", significand(big"8.0"), " ", ldexp(big"1.0", 3))
println(exp(big"0.5"), " ", log(big"10"), " ", log10(big"1000"), " ", log2(big"8"), " ", cos(big"1"), " ", tan(big"1"), " ", sinh(big"1"), " ", asin(big"0.5"), " ", acos(big"0.5"), " ", atan(big"1", big"2"), " ", cbrt(big"27"), " ", hypot(big"3",big"4"))
println(sum(big"0.1" for _ in 1:10), " ", prod([big"1.5", 2]), " ", big.([2.5, 1.5]), " ", zero(BigFloat), one(BigFloat), " ", typemax(BigFloat), " ", nextfloat(big"1.0") > 1, " ", big"2"^3, " ", big"2.5"^2, " ", big"2"^big"0.5", " ", widen(1.0), " ", typeof(widen(1.0)), " ", typeof(big"1"+1.0), " ", typeof(big(1)+1.0), " ", fma(big"2", big"3", big"4"), " ", inv(big"4"))
println(round(Int, big"2.5"), " ", isnan(BigFloat(NaN)), " ", BigFloat(2)^(-2), " ", big"1"/0, " ", div(big"7.5",2), " ", big"7.5" ÷ 2, " ", divrem(big"7.5", 2), " ", sqrt(big"4"), " ", big"100.0", " ", big"1234567.0", " ", big"0.00001", " ", big"0.0001", " ", 1e6, " ", exp(big"0"), " ", exp(big"1000"), " ", ℯ*big"1", " ", π*big"1")
function machin(bits)
    setprecision(BigFloat, bits) do
        4 * (4 * atan(BigFloat(1) / 5) - atan(BigFloat(1) / 239))
    end
end
println(machin(64), " ", machin(128), " ", machin(200) == setprecision(() -> BigFloat(pi), BigFloat, 200))
function newton_root(x, n)
    y = x / 2
    for _ in 1:n
        y = (y + x / y) / 2
    end
    y
end
println(newton_root(big"2.0", 12) == sqrt(big(2)), " ", newton_root(BigFloat(10), 14))
try
    sqrt(big"-1.0")
catch e
    println(typeof(e))
end
try
    BigFloat("1.5x")
catch e
    println(e isa ArgumentError)
end
try
    Int(big"2.5")
catch e
    println(typeof(e))
end
println(sort([big"2.5", big"-1.0", big"1e3"]), " ", Dict(big"1.5" => 1)[1.5], " ", big"0.1" + big"0.2", " ", 2big"1.25", " ", maximum([big"1.0", big"3.25"]))
