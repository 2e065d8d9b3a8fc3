# Wrapping in loops: hashes and generators.
function fnv(s)
    h = 0xcbf29ce484222325
    for c in s
        h = (h ⊻ UInt64(UInt32(c))) * 0x00000100000001b3
    end
    h
end
println(fnv("hello"), " ", fnv(""), " ", fnv("wörld"))
function lcg(n)
    x = 12345
    for i in 1:n
        x = x * 6364136223846793005 + 1442695040888963407
    end
    x
end
println(lcg(1), " ", lcg(10), " ", lcg(1000))
function factorials()
    f = 1
    for i in 1:25
        f *= i
    end
    f
end
println(factorials())
function small()
    x = Int8(1)
    for i in 1:10
        x *= Int8(3)
    end
    x
end
println(small(), " ", typeof(small()))
function fibs(n, a, b)
    for i in 1:n
        a, b = b, a + b
    end
    a
end
println(fibs(100, 0, 1), " ", fibs(100, 0x00, 0x01), " ", fibs(100, Int128(0), Int128(1)), " ", fibs(30, Int16(0), Int16(1)))
println(typemin(Int64) - 1 == typemax(Int64), " ", -typemin(Int8), " ", typemax(Int32) + Int32(1))
println(0x00 - 0x01, " ", UInt16(0) - UInt16(1), " ", typemax(UInt32) + UInt32(1), " ", typemax(UInt64) * 2)
