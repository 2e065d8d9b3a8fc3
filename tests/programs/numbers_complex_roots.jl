# Complex numbers: arithmetic, polar forms, roots of polynomials, Mandelbrot in letters, a small Fourier transform.
z = 3 + 4im
println(z, " ", abs(z), " ", abs2(z), " ", conj(z), " ", real(z), imag(z), " ", z * (1 - 2im), " ", z / (1 - 2im), " ", z^2, " ", 1 / z, " ", -z, " ", z == 3 + 4im, " ", typeof(z))
println(complex(1, 2), " ", Complex(1.5, -2), " ", im^2, " ", (1 + im)^4, " ", sqrt(complex(-4)), " ", exp(im * π) ≈ -1, " ", round(angle(1im), digits = 5), " ", reim(2 + 3im), " ", isreal(2 + 0im), " ", 2 + 0im == 2)
quadratic(a, b, c) = (d = sqrt(complex(b^2 - 4a * c)); ((-b + d) / 2a, (-b - d) / 2a))
println(quadratic(1, -3, 2), " ", quadratic(1, 2, 5), " ", quadratic(1.0, 0.0, -2.0)[1] ≈ √2)
horner(p, x) = foldr((c, acc) -> acc * x + c, p)
function roots(p; steps = 200)
    n = length(p) - 1
    zs = [(0.4 + 0.9im)^k for k in 0:n-1]
    for _ in 1:steps
        zs = [z - horner(p, z) / p[end] / prod([z - w for (j, w) in enumerate(zs) if j != i]) for (i, z) in enumerate(zs)]
    end
    return sort(zs, by = z -> (round(real(z), digits = 6), round(imag(z), digits = 6)))
end
show_z(z) = string(round(real(z), digits = 4) + 0.0, imag(z) < -1e-9 ? " - " : " + ", round(abs(imag(z)), digits = 4), "i")
println(show_z.(roots([-6.0, 11.0, -6.0, 1.0])), " ", show_z.(roots([1.0, 0.0, 1.0])))
function escape(c, limit)
    z = zero(c)
    for n in 1:limit
        abs2(z) > 4 && return n
        z = z * z + c
    end
    return 0
end
for y in 1.0:-0.25:-1.0
    println(join(escape(complex(x, y), 30) == 0 ? '#' : escape(complex(x, y), 30) > 5 ? '+' : '.' for x in -2.0:0.125:0.5))
end
function dft(v; inverse = false)
    n = length(v)
    w = cispi((inverse ? 2 : -2) / n)
    out = [sum(v[k+1] * w^(j * k) for k in 0:n-1) for j in 0:n-1]
    return inverse ? out ./ n : out
end
cispi(x) = complex(cos(π * x), sin(π * x))
signal = [1.0, 2.0, 0.0, -1.0]
spectrum = dft(signal)
println([show_z(s) for s in spectrum], " ", round.(real.(dft(spectrum, inverse = true)), digits = 6), " ", isapprox(sum(abs2, signal), sum(abs2, spectrum) / 4))
rotate(p, angle) = p * (cos(angle) + im * sin(angle))
square = [1 + 1im, -1 + 1im, -1 - 1im, 1 - 1im]
println([round(rotate(p, π / 2)) for p in square] == circshift(square, -1), " ", sum(square), " ", maximum(abs, square) ≈ √2, " ", sort(square, by = p -> (real(p), imag(p))))
println([1 + 2im, 3] .* im, " ", [1 im; -im 1]', " ", transpose([1 im; 2 3]), " ", (1 + 2im) // 2, " ", ComplexF64(1), " ", float(1 + 2im), " ", zero(z), one(z), " ", iszero(0im), " ", z + 1.5, " ", 2z - im, " ", im * im == -1)
