using Printf
@printf("%d %5d|%-5d|%05d %x %X %o %c %s\n", 1, 2, 3, 4, 255, 255, 8, 'c', "str")
@printf("%.2f %8.3f %e %g %g %g\n", 3.14159, 2.71828, 12345.678, 0.0001, 1e10, 100000.0)
println(@sprintf("%5s|%-5s|%+d|% d|%+.1e", "ab", "cd", 5, 7, 12345.0))
for x in (0.0, 1.0, -1.5, 1/3, 1e-10, 123456789.0, 1e100, 3.5, 0.1, 99.995)
    @printf("%f|%.0f|%.3f|%e|%.0e|%g|%.3g|%10.2f|%-10.2f|%010.2f\n", x, x, x, x, x, x, x, x, x, x)
end
for n in (0, 1, -1, 42, -1000, typemax(Int), typemin(Int))
    @printf("%d|%8d|%-8d|%08d|%+d|%x|%o\n", n, n, n, n, n, n, n)
end
@printf("%s %s %s %s\n", 1, 2.5, :sym, [1, 2])
@printf("%10s|%-10s|%.2s\n", "right", "left", "truncated")
@printf("100%% %c%c\n", 'a', 'λ')
@printf("%f %f %f %5.1f|\n", Inf, -Inf, NaN, Inf)
@printf(stdout, "%d apples cost %.2f\n", 3, 4.5)
s = @sprintf "%03d-%s" 7 "x"
println(s)
println(@sprintf("%i", 12), @sprintf("%u", 12), @sprintf("%d", 0x0f), @sprintf("%d", true))
println(@sprintf("%#x %#o", 255, 8))
