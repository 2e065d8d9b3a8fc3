# Printf: integers, floats, strings, widths, flags, and text that is built with @sprintf.
using Printf
@printf("%d %i %5d|%-5d|%05d|%+d\n", 42, -7, 42, 42, 42, 42)
@printf("%f %.2f %8.3f|%-8.1f|%+.1f\n", 3.14159, 3.14159, 3.14159, 2.5, 1.0)
@printf("%e %.3e %g %g %g\n", 12345.678, 0.00012, 0.0001, 1e10, 123456)
@printf("%s %10s|%-10s|%c %c\n", "text", "right", "left", 'x', 'é')
@printf("%x %X %o %#x %04x\n", 255, 255, 8, 255, 5)
@printf("%%, %s, %s, %s\n", [1, 2], :sym, 1.5)
println(@sprintf("%02d:%02d:%02d", 1, 2, 3), " ", @sprintf("%6.2f%%", 45.678), " ", @sprintf("%s has %d", "bag", 3))
for (name, price, n) in (("apple", 0.5, 10), ("melon", 3.25, 2), ("fig", 0.126, 100))
    @printf("%-8s%8.2f x %3d = %9.2f\n", name, price, n, price * n)
end
x = 2 / 3
println(@sprintf("%.0f %.1f %.10f", x, x, x), " ", @sprintf("%5.1f|%-7.2f|", -x, x))
@printf(stdout, "to %s\n", "stdout")
io = IOBuffer()
@printf(io, "%d-%d", 1, 2)
println(String(take!(io)))
println(@sprintf("%d", 2^40), " ", @sprintf("%d", typemin(Int64)), " ", @sprintf("%.3f", 1), " ", @sprintf("%d", 3.0), " ", @sprintf("%.15g", 0.1))
println(@sprintf("%.2f", 0.005), " ", @sprintf("%.2f", 0.015), " ", @sprintf("%.0f", 0.6), " ", @sprintf("%.0f", 1.5), " ", @sprintf("%.1f", 0.26))
println(@sprintf("%f %f", Inf, NaN), " ", @sprintf("%5s|%-5s|", true, nothing), " ", @sprintf("%3d|%3d|%3d", 1, 10, 1000))
table = [1.5 2.25; -3 100]
for i in 1:2
    for j in 1:2
        @printf("%10.3f", table[i, j])
    end
    println()
end
