# Orders as values, relative paths, walks through folders, timers, odd symbols, patterns put together.

println(sort([3, 1, 2], order = Base.Order.Reverse), " ", sort([1, -3, 2], order = Base.By(abs)), " ", sort([3, 1, 2], order = Base.Reverse))
println(searchsortedfirst([5, 3, 1], 3, Base.Order.Reverse), " ", issorted([3, 2, 1], order = Base.Order.Reverse))

println(relpath("/a/b/c", "/a/d"), " ", relpath("/a/b", "/a/b"), " ", relpath("a/b", "a"))
mktempdir() do d
    mkpath(joinpath(d, "x", "y"))
    touch(joinpath(d, "f"))
    touch(joinpath(d, "x", "g"))
    for (root, folders, files) in walkdir(d)
        println(relpath(root, d), " ", folders, " ", files)
    end
    for (root, folders, files) in walkdir(d; topdown = false)
        println(relpath(root, d), " ", folders, " ", files)
    end
end
t = Timer(0.02)
wait(t)
println("rang ", isopen(t))
count = Ref(0)
t = Timer(_ -> (count[] += 1), 0.01; interval = 0.01)
for _ in 1:500
    count[] > 2 && break
    sleep(0.01)
end
close(t)
println(count[] > 2, " ", isopen(t))

for text in ["a", "a b", " a", "a\n", "", "1a", "a!", "true", "false", "...", ":", "::", "=", "+=", "&&", "if", "a.b", "@x", "(", "+", "≤"]
    print(repr(Symbol(text)), "  ")
end
println()
println("a" * "b" * r"c"i, " ", r"a" * "b" * 'c', " ", Symbol(UInt8[0x41, 0x42]), " ", match("x" * r"\d+", "x12").match)

println(map(Int, zeros(2, 0)) isa Matrix{Int}, " ", map(Int8, 1:3), " ", Rational(-0.0), " ", factorial(UInt64(3)))
println(union([1, 2], [2.5]), " ", setdiff((x^2 for x in 1:3), [4]), " ", foldr(-, 5), " ", log(missing), " ", ismissing(sin(missing)))
println(div(big(-0.0), -7), " ", cld(big(3.0), -7), " ", fld(big(-7.5), 2), " ", deg2rad(big(1) // 3) == big(π) / 3 / 180)

const unchanged = 1
unchanged = 1
println(unchanged)

println(devnull, "lost", 1)
print(devnull, [1, 2])
println(Base.splat(+)((1, 2, 3)), " ", map(Base.splat(max), [(1, 5), (7, 2)]))
