# Tuples, closures, functions as arguments.
function pairs_of(n)
    a, b = n, n + 1
    t = (a, b, 1.5)
    x, y, z = t
    s = t[1] + t[2] + x + y + length(t)
    for e in (1, 2, 3)
        s += e
    end
    return (s, z)
end
println(pairs_of(3))
println((1, 2) == (1, 2), " ", (1, "a", 'c', 2.0), " ", ())
apply_to(f, x) = f(x)
println(apply_to(x -> x + 1, 2), apply_to(x -> 2x, 1.5))
function counter()
    n = 0
    return () -> (n += 1)
end
count_up = counter()
count_up()
println(count_up())
