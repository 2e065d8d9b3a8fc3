# Memory read as another type through `reinterpret`; own types that are single values in broadcasts.
a = UInt16[0x0102, 0x0304]
r = reinterpret(UInt8, a)
println(r, " ", length(r), " ", r[1], " ", sum(r), " ", r isa AbstractVector{UInt8})
r[1] = 0xff
println(a, " ", collect(reinterpret(Float32, [0x3f800000])), " ", reinterpret(UInt32, UInt8[1, 0, 0, 0])[1], " ", reinterpret(Int64, 1.0))
println(collect(reinterpret(UInt8, [1.0 2.0]))[8, :], " ", size(reinterpret(UInt32, [1.0 2.0; 3.0 4.0])), " ", reinterpret(Int8, UInt8[255, 1]))
struct Rgb
    r::UInt8
    g::UInt8
    b::UInt8
end
pixels = reinterpret(Rgb, UInt8[1, 2, 3, 4, 5, 6])
println([p.g for p in pixels], " ", pixels[2] == Rgb(4, 5, 6))
try
    reinterpret(UInt32, UInt8[1, 2, 3])
catch e
    println(e.msg)
end
struct Offset
    by::Int
end
Base.broadcastable(x::Offset) = Ref(x)
shift(x, o::Offset) = x + o.by
println(shift.([1, 2], Offset(10)), " ", shift.(1, Offset(2)), " ", shift.((1, 2), Offset(1)))
