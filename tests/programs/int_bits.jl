# Bit operators and shifts.
println(12 & 10, " ", 12 | 10, " ", 12 ⊻ 10, " ", xor(12, 10), " ", ~12)
println(1 << 10, " ", 1 << 63, " ", 1 << 64, " ", 1 << 100, " ", 1 << 0)
println(1024 >> 3, " ", -1024 >> 3, " ", -1 >> 100, " ", 1 >> 64, " ", -1 >>> 60, " ", -1 >>> 64)
println(1 << -1, " ", 8 >> -2, " ", 8 << -2, " ", 8 >>> -1)
println(0x0f & 0x3c, " ", 0x0f | 0xf0, " ", 0x0f ⊻ 0xff, " ", ~0x0f)
println(0x01 << 7, " ", 0x01 << 8, " ", 0x80 >> 7, " ", 0xff >>> 4)
println(Int8(-128) >> 1, " ", Int8(-128) >>> 1, " ", Int8(64) << 1, " ", Int16(-1) >>> 8)
println(count_ones(255), " ", count_zeros(255), " ", count_ones(-1), " ", count_ones(0x0f))
println(leading_zeros(1), " ", trailing_zeros(8), " ", leading_zeros(0x01), " ", trailing_zeros(0), " ", leading_ones(-1), " ", trailing_ones(7))
println(typeof(0x01 | 1), " ", typeof(0x01 & 0x0001), " ", 0xff & 0x0f0f, " ", 0xff | 256)
println(6 & 3 == 2, " ", (6 & 3) == 2, " ", 1 | 2 << 1, " ", 5 - 1 << 2)
println(bswap(0x12345678), " ", bswap(Int16(1)))
x = 0b1010
x |= 0b0101; println(x)
x &= 0b0110; println(x)
x ⊻= 0xff; println(x)
x <<= 1; println(x)
x >>= 3; println(x)
x >>>= 1; println(x)

function popcount(n)
    c = 0
    while n != 0
        n &= n - 1
        c += 1
    end
    c
end
println(popcount(12345), " ", popcount(-1), " ", popcount(0xff))

function reverse_bits(x::UInt32)
    r = UInt32(0)
    for i in 1:32
        r = (r << 1) | (x & 0x00000001)
        x >>= 1
    end
    r
end
println(reverse_bits(0x00000001), " ", reverse_bits(0x12345678))

function xorshift(state::UInt64)
    state ⊻= state << 13
    state ⊻= state >> 7
    state ⊻= state << 17
    state
end
s = 0x0000000000000001
for i in 1:5
    global s = xorshift(s)
    println(s)
end
println(ispow2(64), " ", ispow2(65), " ", ispow2(0))
println(true & 1, " ", true | 0, " ", true << 3, " ", false ⊻ 5)
