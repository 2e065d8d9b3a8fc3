# A complex number type of one's own, beside the library's.
struct MyComplex <: Number
    re::Float64
    im::Float64
end
import Base: +, -, *, /, conj, abs, real, imag, ==, show, exp
real(z::MyComplex) = z.re
imag(z::MyComplex) = z.im
+(a::MyComplex, b::MyComplex) = MyComplex(a.re + b.re, a.im + b.im)
-(a::MyComplex, b::MyComplex) = MyComplex(a.re - b.re, a.im - b.im)
-(a::MyComplex) = MyComplex(-a.re, -a.im)
*(a::MyComplex, b::MyComplex) = MyComplex(a.re * b.re - a.im * b.im, a.re * b.im + a.im * b.re)
conj(a::MyComplex) = MyComplex(a.re, -a.im)
function /(a::MyComplex, b::MyComplex)
    d = b.re^2 + b.im^2
    MyComplex((a.re * b.re + a.im * b.im) / d, (a.im * b.re - a.re * b.im) / d)
end
abs(a::MyComplex) = sqrt(a.re^2 + a.im^2)
==(a::MyComplex, b::MyComplex) = a.re == b.re && a.im == b.im
show(io::IO, z::MyComplex) = print(io, z.re, z.im < 0 ? " - " : " + ", abs(z.im), "i")
const i_unit = MyComplex(0, 1)
a, b = MyComplex(1, 2), MyComplex(3, -4)
println(a + b, " | ", a - b, " | ", a * b, " | ", a / b, " | ", -a)
println(abs(b), " ", conj(b), " ", i_unit * i_unit == MyComplex(-1, 0))
println(sum([a, b, i_unit]), " ", a^2, " ", a^3)
c, d = 1 + 2im, 3 - 4im
println(c + d, " | ", c - d, " | ", c * d, " | ", c / d, " | ", -c)
println(abs(d), " ", conj(d), " ", im * im, " ", real(c), " ", imag(d), " ", abs2(c))
println(c == 1 + 2im, " ", 2c, " ", c + 1, " ", c * 0.5, " ", im^3, " ", c^2)
println((1.5 + 0.5im) * (2 - 1im), " ", Complex(3, 4) |> abs, " ", complex(1), " ", isreal(3 + 0im))
println([1 + 1im, 2 - 3im], " ", sum([1 + 1im, 2 - 3im]), " ", zero(c), " ", one(c), " ", typeof(c) == Complex{Int})
