using Printf
@printf("%d %.2f %s %5d %-5s|\n", 1, 2.5, "a", 3, "b")
println(@sprintf("%.3f", 1.0))
