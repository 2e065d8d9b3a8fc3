# Complex numbers: arithmetic, polar form, roots of unity, a quadratic solver, a Mandelbrot picture.
z, w = 3 + 4im, 1 - 2im
println(z + w, " ", z - w, " ", z * w, " ", z / w, " ", z^2, " ", -z, " ", z + 1, " ", 2z, " ", z / 2, " ", z * 1.5, " ", im^2, " ", z == 3 + 4im, " ", z ≈ 3.0 + 4im)
println(real(z), " ", imag(z), " ", abs(z), " ", abs2(z), " ", conj(z), " ", reim(z), " ", angle(1im) ≈ π / 2, " ", isreal(z), " ", iszero(0im), " ", typeof(z) == Complex{Int}, " ", typeof(1.0im) == ComplexF64)
println(sqrt(Complex(-4)), " ", sqrt(-1 + 0im), " ", exp(im * π) ≈ -1, " ", cis(0.0), " ", Complex(1, 2.5), " ", complex(2), " ", ComplexF64(1, 2), " ", 1.5im, " ", 0.0 - 0.0im, " ", Complex(1, -0.0))
function quadratic(a, b, c)
    d = b^2 - 4a * c
    s = sqrt(complex(d))
    ((-b + s) / 2a, (-b - s) / 2a)
end
println(quadratic(1, -3, 2), " ", quadratic(1, 2, 5), " ", quadratic(1, 0, 1))
roots = [cis(2π * k / 4) for k in 0:3]
println([(round(real(r), digits=3) + 0.0, round(imag(r), digits=3) + 0.0) for r in roots], " ", abs(sum(roots)) < 1e-12)
function escape(c, limit)
    z = zero(c)
    for n in 1:limit
        abs2(z) > 4 && return n
        z = z^2 + c
    end
    limit
end
for y in 1.0:-0.25:-1.0
    println(join(escape(complex(x, y), 30) == 30 ? '*' : escape(complex(x, y), 30) > 5 ? '+' : '.' for x in -2.0:0.125:0.75))
end
v = [1 + 1im, 2 - 1im, 0im]
println(v, " ", sum(v), " ", prod(v[1:2]), " ", v .* 2, " ", abs.(v) .> 1, " ", map(real, v), " ", conj.(v), " ", v', " ", maximum(abs, v))
m = [1 im; -im 2]
println(m, " ", m', " ", transpose(m), " ", m * [1, im], " ", m == m')
horner(cs, x) = foldr((c, acc) -> c + x * acc, cs)
println(horner([1, 0, 1], im), " ", horner([6, -5, 1], 2 + 0im), " ", (1 + 2im) // 3, " ", (1 + im)^10, " ", 1 / (1 + im), " ", (2 + 0im) == 2, " ", string(1 - 1im), " ", parse(Complex{Int}, "3+4im"))
