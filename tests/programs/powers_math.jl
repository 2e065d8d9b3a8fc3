# Powers, roots and exact cases of elementary functions.
println(2^10, " ", 2.0^10, " ", 2^0, " ", 0^0, " ", 0.0^0, " ", (-2)^3, " ", (-2)^2, " ", -2^2)
println(4^0.5, " ", 2.0^-1, " ", 10^3, " ", 10.0^-3, " ", 1.5^2, " ", 2^3^2)
println(exp(0), " ", exp(0.0), " ", log(1), " ", sin(0), " ", cos(0), " ", tan(0.0), " ", atan(0))
println(log2(8), " ", log10(1000), " ", log2(0.5), " ", exp2(3), " ", exp10(2), " ", cbrt(27.0), " ", hypot(3, 4))
println(sqrt(4), " ", sqrt(2), " ", √16, " ", sqrt(0.25), " ", abs(-3), " ", abs(-0.5))
println(log(0), " ", exp(-Inf), " ", exp(Inf), " ", atan(1, 1) * 4, " ", sign(-2.5))
function distance(a, b)
    s = 0.0
    for i in 1:length(a)
        s += (a[i] - b[i])^2
    end
    sqrt(s)
end
println(distance([0, 0], [3, 4]), " ", distance([1.5, 2.5], [1.5, 2.5]))
println(Int(2.0^31), " ", Int128(2)^70, " ", 0x02^7, " ", 3^20, " ", 7^-0.0)
n = 3
println(2^n, " ", 2.0^n, " ", n^2, " ", n^3, " ", (n + 1)^2, " ", 10^n)
println(muladd(2, 3, 4), " ", gcd(24, 36), " ", lcm(4, 6), " ", ispow2(16))
