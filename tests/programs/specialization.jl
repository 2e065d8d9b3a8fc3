# One generic function with many types of arguments.
function norm1(v)
    s = zero(eltype(v))
    for x in v
        s += abs(x)
    end
    s
end
println(norm1([1, -2]), " ", norm1([1.5, -2.5]), " ", norm1(Int8[-3, 4]), " ", norm1(Float32[0.5, -1]), " ", norm1(-2:2))
twice(x) = x + x
println(twice(1), " ", twice(1.5), " ", twice(0x80), " ", twice(Int8(100)), " ", twice(true), " ", twice(1.5f0))
largest(a, b) = a > b ? a : b
println(largest(1, 2), " ", largest(1.5, 1), " ", largest("a", "b"), " ", largest('x', 'y'), " ", largest((1, 2), (1, 3)))
function poly(x)
    y = x * x
    z = y - x
    z + one(x)
end
println(poly(3), " ", poly(0.5), " ", poly(0x03), " ", poly(Int128(10)^12))
swap(t) = (t[2], t[1])
println(swap((1, "a")), " ", swap(("b", 2.5)), " ", swap(swap((1, 2))))
container(x) = [x, x]
println(container(1), " ", container("s"), " ", container((1, 'c')), " ", container(nothing))
count_down(n) = n <= zero(n) ? "done" : count_down(n - one(n))
println(count_down(5), " ", count_down(2.5), " ", count_down(0x03))
sum_all(xs...) = (s = 0; for x in xs; s += x; end; s)
println(sum_all(1, 2), " ", sum_all(1, 2.5), " ", sum_all(0x01, true, 3.0f0))
