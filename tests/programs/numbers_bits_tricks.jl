# Bit operations on sized integers: masks, population counts, gray codes, parity, rotation, packing.
println(5 & 3, " ", 5 | 3, " ", 5 ⊻ 3, " ", xor(5, 3), " ", ~5, " ", 1 << 10, " ", -16 >> 2, " ", -16 >>> 60, " ", 0xf0 >> 4)
println(bitstring(Int8(-3)), " ", bitstring(0x0f), " ", string(10, base=2), " ", string(255, base=16), " ", string(-5, base=2), " ", string(0xff, base=8, pad=4))
println(count_ones(255), " ", count_zeros(Int8(1)), " ", leading_zeros(1), " ", trailing_zeros(8), " ", leading_ones(Int8(-1)), " ", trailing_ones(0x07))
gray(n) = n ⊻ (n >> 1)
function ungray(g)
    n = g
    while (g >>= 1) != 0
        n ⊻= g
    end
    n
end
println([string(gray(i), base=2, pad=3) for i in 0:7], " ", all(ungray(gray(i)) == i for i in 0:100))
rotl(x::UInt8, k) = (x << k) | (x >> (8 - k))
println(rotl(0x81, 1), " ", rotl(0xb4, 4))
ispower2(n) = n > 0 && n & (n - 1) == 0
println(filter(ispower2, 1:70), " ", ispow2(64), " ", nextpow(2, 33), " ", [n & -n for n in (12, 7, 8)])
parity(n) = isodd(count_ones(n))
println([parity(n) for n in 0:4], " ", bswap(0x1234))
pack(r, g, b) = UInt32(r) << 16 | UInt32(g) << 8 | UInt32(b)
unpack(c) = (Int(c >> 16 & 0xff), Int(c >> 8 & 0xff), Int(c & 0xff))
c = pack(255, 128, 0)
println(c, " ", unpack(c), " ", string(c, base=16, pad=6), " ", typeof(c))
subsets(mask) = (out = Int[]; s = mask; while true; push!(out, s); s == 0 && break; s = (s - 1) & mask; end; out)
println(subsets(0b101), " ", length(subsets(0xff)))
const OPTIONS = (bold = 0x01, italic = 0x02, underline = 0x04)
style = OPTIONS.bold | OPTIONS.underline
println(style, " ", style & OPTIONS.italic == 0, " ", style & ~OPTIONS.bold, " ", [k for k in keys(OPTIONS) if style & OPTIONS[k] != 0])
crc(bytes) = begin
    r = 0xffffffff
    for b in bytes
        r ⊻= b
        for _ in 1:8
            r = r & 1 == 1 ? (r >> 1) ⊻ 0xedb88320 : r >> 1
        end
    end
    ~r
end
println(string(crc(codeunits("123456789")), base=16), " ", crc(UInt8[]))
println(Int8(127) + Int8(1), " ", typemax(Int64) + 1 == typemin(Int64), " ", 0x00 - 0x01, " ", Int16(300) * Int16(300), " ", abs(typemin(Int8)), " ", -typemin(Int32) == typemin(Int32))
println(UInt8(200) + 100, " ", typeof(UInt8(200) + 0x64), " ", 0x0a * 2, " ", Int32(7) ÷ Int32(2), " ", 7 % UInt8, " ", -1 % UInt16, " ", signed(0xff), " ", unsigned(-1))
println(reinterpret(Int8, 0xff), " ", reinterpret(UInt64, 1.0), " ", reinterpret(Float32, 0x3f800000), " ", true + true, " ", true & false, " ", !true, " ", xor(true, true))
println(mod(-1, 0x05), " ", rem(0x07, 3), " ", typeof(0x07 % 3), " ", 1 << 64, " ", 1 << 63, " ", UInt8(1) << 9, " ", 1 << -1, " ", -1 >> 70)
