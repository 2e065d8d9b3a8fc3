# Slices of matrices, `dump`, global functions that keep the variables of a `let`.
m = [1 2 3; 4 5 6]
for (i, r) in enumerate(eachrow(m))
    print(i, ":", sum(r), " ")
end
println(map(maximum, eachcol(m)), " ", sum.(eachrow(m)), " ", [c[2] for c in eachcol(m)], " ", length(collect(eachrow(m))), " ", first(eachrow(m)))
for c in eachcol(m)
    c .+= 10
end
println(m, " ", reduce(+, eachrow(m)), " ", [sum(s) for s in eachslice(m, dims=2)], " ", size.(collect(eachslice(zeros(2, 3, 4), dims=3))))
println(typeof(view(m, 1, :)).parameters[end], " ", typeof(view(m, :, 1)).parameters[end], " ", typeof(view(m, 1:1, :)).parameters[end], " ", view(m, 2, :), " ", view(m, 2, 2:3))
dump(:(x + f(y, 2)))
dump([1, 2])
struct Leaf
    x::Int
    y
end
dump(Leaf(1, "s"))
dump([Leaf(1, 2.5), Leaf(2, [1, 2])])
dump(1)
dump("text")
dump('c')
dump(1//2)
dump(:s)
dump(Any[1, "x", [1, "z"]])
dump(1:3)
dump(nothing)
dump(Leaf(1, Leaf(2, Leaf(3, 4))); maxdepth=1)
let count = 0
    global counter() = (count += 1)
    global function reset(to=0)
        count = to
    end
end
counter()
println(counter(), " ", reset(10), " ", counter(), " ", reset(), " ", counter())
let seen = Dict{Int,Int}()
    global fib
    function fib(n)
        n < 2 && return n
        get!(() -> fib(n - 1) + fib(n - 2), seen, n)
    end
end
println(fib(40), " ", counter)
