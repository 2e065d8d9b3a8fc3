# Integers of two types: signed with unsigned, and 128 bits with floats.
for (a, b) in Any[(Int8(-127), 0x00228b8b997796f9), (0xff, -1), (Int32(-5), 0x03), (0x0000000a, Int128(-3)), (Int128(7), 0x02)]
    println(repr(a + b), " ", repr(a - b), " ", repr(a * b), " ", repr(a & b), " ", repr(xor(a, b)), " ", repr(gcd(a, b)), " ", isless(a, b), " ", a < b, " ", repr(copysign(a, b)), " ", repr(flipsign(a, b)))
end
println(Float64(Int128(2)^100 + 1), " ", Float64(typemax(UInt128)), " ", Float32(Int128(-3)^50), " ", Int128(1) / 3, " ", Int128(2)^64 / UInt128(7), " ", trunc(Int128, 1.0e30), " ", UInt128(2.0^100), " ", round(Int128, -1.5e20))
println(mod1(5, 2.5), " ", fld1(typemax(Int32), Int32(1400157865)), " ", fld1(7, 3), " ", fld1(-7, 3))
