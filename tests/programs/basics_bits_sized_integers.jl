# Sized integers: ranges, wrap-around, mixing, shifts, masks, checksums and a linear generator.
for T in (Int8, UInt8, Int16, UInt16, Int32, UInt32, Int64)
    println(T, " ", typemin(T), " ", typemax(T), " ", sizeof(T))
end
println(Int8(100) + Int8(100), " ", UInt8(5) - UInt8(10), " ", Int16(200) * Int16(200), " ", typemax(Int32) + Int32(1), " ", 0xff + 0x01, " ", typeof(0xff + 1))
println(Int8(-128) ÷ Int8(3), " ", Int8(-7) % Int8(3), " ", mod(Int8(-7), Int8(3)), " ", UInt16(1000) ÷ UInt8(7), " ", typeof(UInt16(1) + Int8(1)))
function adler(bytes)
    a, b = UInt32(1), UInt32(0)
    for x in bytes
        a = (a + x) % UInt32(65521)
        b = (b + a) % UInt32(65521)
    end
    (b << 16) | a
end
println(adler(UInt8[87, 105, 107, 105, 112, 101, 100, 105, 97]), " ", adler(UInt8[]))
function fletcher(bytes)
    s1, s2 = UInt16(0), UInt16(0)
    for x in bytes
        s1 = (s1 + x) % 0x00ff
        s2 = (s2 + s1) % 0x00ff
    end
    (s2 << 8) | s1
end
println(fletcher(UInt8[97, 98, 99, 100, 101]), " ", typeof(fletcher(UInt8[1])))
function fnv(bytes)
    h = 0xcbf29ce484222325
    for x in bytes
        h ⊻= x
        h *= 0x100000001b3
    end
    h
end
println(fnv(UInt8[104, 105]), " ", fnv(UInt8[]))
function xorshift(state::UInt32)
    state ⊻= state << 13
    state ⊻= state >> 17
    state ⊻= state << 5
    state
end
x = UInt32(2463534242)
for _ in 1:5
    global x = xorshift(x)
    print(x, " ")
end
println()
popcount(n) = (c = 0; while n != 0; n &= n - 1; c += 1; end; c)
println(popcount(255), " ", popcount(0b1011), " ", count_ones(255), " ", popcount(typemax(Int64)))
function bits(n, width)
    s = ""
    for k in width-1:-1:0
        s *= (n >> k) & 1 == 1 ? '1' : '0'
    end
    s
end
println(bits(10, 8), " ", bits(0xa5, 8), " ", bits(-1, 4), " ", bits(Int8(-2), 8))
println(1 << 3 | 1, " ", 6 & 3 ⊻ 1, " ", ~0x0f, " ", -1 >>> 60, " ", Int8(-1) >>> 1, " ", 0x80 >> 7, " ", 5 % UInt8, " ", 300 % UInt8, " ", -1 % UInt8)
swap_nibbles(b::UInt8) = (b << 4) | (b >> 4)
println(swap_nibbles(0xab) == 0xba, " ", swap_nibbles(0x0f), " ", leading_zeros(0x0f), " ", trailing_zeros(0x30))
println(Int(0x7f), " ", UInt8('A'), " ", Int32(5) == 5, " ", 5 === Int32(5), " ", 0x05 === UInt8(5), " ", Int16(3) < 0x04, " ", max(Int8(1), 2))
try
    UInt8(300)
catch e
    println(e isa InexactError)
end
try
    Int8(3) ÷ Int8(0)
catch e
    println(e isa DivideError)
end
