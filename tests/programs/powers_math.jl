# Powers and roots.
println(2^10, " ", 2.0^10, " ", 2^0, " ", 0^0, " ", 0.0^0, " ", (-2)^3, " ", (-2)^2, " ", -2^2)
println(4^0.5, " ", 2.0^-1, " ", 10^3, " ", 10.0^-3, " ", 1.5^2, " ", 2^3^2)
println(sqrt(4), " ", sqrt(2), " ", √16, " ", sqrt(0.25), " ", abs(-3), " ", abs(-0.5))
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
