# print, println and show of values of all kinds.
values = Any[1, -1, 1.0, 0.1f0, true, 'c', "s", :sym, nothing, 0xff, Int8(3), (1, 2), [1, 2], 1:3]
for v in values
    print(v)
    print(" ")
    show(v)
    println()
end
println(Any[1, "a", 'b', 1.5, nothing, :s, true, [1], (2,)])
println((1, "a", 'b', 1.5, nothing, :s, true, [1], (2,), 1.5f0, 0x01))
println([[1, 2], [3]], " ", [(1, "a"), (2, "b")])
println(Any[], " ", Int[], " ", String[], " ", Bool[], " ", Float32[], " ", UInt8[], " ", ())
println([nothing], " ", [:a], " ", ["q\"q"], " ", ['\'', 'x'])
println([true, false], " ", Any[true, false], " ", (true, false))
println([1.5f0, 2], " ", [0x01, 0x02], " ", Int8[1, 2])
println(Int64, " ", Float64, " ", String, " ", Bool, " ", Char, " ", Any, " ", Nothing, " ", UInt8)
println([Int64, Float64], " ", (Int64, "x"))
struct Point
    x::Int
    y
end
println(Point(1, 2), " ", Point(1, "s"), " ", [Point(1, 'c')], " ", (Point(1, 2.5),))
show(Point(1, nothing)); println()
print(); println()
print("a", 'b', 1, "\n")
println(print)
println(1, ' ', 2.0, ' ', "three")
print(stdout, "to stdout\n")
println(stdout, 1, 2)
show(stdout, "shown"); println()
io = IOBuffer()
print(io, "in a buffer ", 1.5)
println(io)
show(io, "x")
println(String(take!(io)))
