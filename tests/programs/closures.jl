# Closures: captured and reassigned variables, do blocks, functions as values.
make_adder(n) = x -> x + n
add5 = make_adder(5)
println(add5(10), " ", make_adder(1.5)(1))
function make_counter()
    count = 0
    () -> (count += 1; count)
end
c = make_counter()
c()
c()
println(c(), " ", make_counter()())
println(map(x -> x^2, [1, 2, 3]), " ", map(add5, [1, 2]), " ", map(x -> x / 2, 1:3))
println(filter(x -> x > 2, [1, 2, 3, 4]), " ", filter(isodd, [1, 2, 3]))
apply(f, x...) = f(x...)
println(apply(+, 1, 2), " ", apply(max, 3, 9, 4), " ", apply(() -> "none"))
r = map([1, 2, 3]) do x
    y = x * 10
    y + 1
end
println(r)
function total(v)
    s = 0
    foreach(x -> s += x, v)
    s
end
println(total([1, 2, 3]))
function compose(fs)
    x -> begin
        for f in fs
            x = f(x)
        end
        x
    end
end
println(compose([x -> x + 1, x -> x * 2])(5))
function outer(a)
    function inner(b)
        a * b
    end
    helper(c) = inner(c) + 1
    helper(3)
end
println(outer(4), " ", outer(0.5))
fs = [x -> x + i for i in 1:3]
println(fs[1](10), " ", fs[3](10))
function recursive_closure(n)
    go(k) = k == 0 ? 0 : k + go(k - 1)
    go(n)
end
println(recursive_closure(10))
println(any(x -> x > 2, [1, 2, 3]), " ", all(x -> x > 2, [1, 2, 3]), " ", count(x -> x > 1, [1, 2, 3]))
println(sum(x -> x^2, [1, 2, 3]), " ", maximum(x -> -x, [1, 2, 3]), " ", reduce(*, [1, 2, 3, 4]))
twice(f) = x -> f(f(x))
println(twice(x -> x * x)(3), " ", twice(twice(x -> x + 1))(0))
println((+)(1, 2))
println([1, 2, 3] |> sum, " ", 4 |> sqrt |> string)
