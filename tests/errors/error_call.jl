check(n) = n > 2 ? error("too large: ", n) : n
println(check(1))
check(3)
