# Numerical methods: bisection, Simpson, Horner, Euler steps, matrix powers.
function bisect(f, lo, hi)
    for i in 1:60
        mid = (lo + hi) / 2
        if f(lo) * f(mid) <= 0
            hi = mid
        else
            lo = mid
        end
    end
    (lo + hi) / 2
end
println(bisect(x -> x * x - 2, 0.0, 2.0))
function simpson(f, a, b, n)
    h = (b - a) / n
    s = f(a) + f(b)
    for i in 1:n-1
        s += f(a + i * h) * (isodd(i) ? 4 : 2)
    end
    s * h / 3
end
println(simpson(x -> x * x, 0.0, 3.0, 10), " ", simpson(x -> 1 / (1 + x * x), 0.0, 1.0, 100) * 4)
function horner(c, x)
    r = zero(x)
    for i in length(c):-1:1
        r = r * x + c[i]
    end
    r
end
println(horner([1, 2, 3], 2), " ", horner([1.0, 0.5], 4.0))
function matpow(m, n)
    r = [1 0; 0 1]
    for i in 1:n
        r = [r[1, 1] * m[1, 1] + r[1, 2] * m[2, 1] r[1, 1] * m[1, 2] + r[1, 2] * m[2, 2]; r[2, 1] * m[1, 1] + r[2, 2] * m[2, 1] r[2, 1] * m[1, 2] + r[2, 2] * m[2, 2]]
    end
    r
end
println(matpow([1 1; 1 0], 30))
function isqrt_newton(n)
    x = n
    while x * x > n
        x = (x + n ÷ x) ÷ 2
    end
    x
end
println(isqrt_newton(10^12), " ", isqrt_newton(99))
println(sum([1 / k^2 for k in 1:1000]))
