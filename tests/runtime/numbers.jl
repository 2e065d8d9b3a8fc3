# Prints the table `numbers.txt`: how real Julia writes and reads numbers, strings and characters, and hashes strings.
#   julia numbers.jl > numbers.txt
using Random
rng = MersenneTwister(20)
compact(x) = sprint(show, x; context = :compact => true)
hex(s) = bytes2hex(Vector{UInt8}(s))
row(kind, x) = println(kind, " ", string(reinterpret(Unsigned, x), base = 16), " ", x, " ", repr(x), " ", compact(x))

doubles = Float64[0.0, -0.0, 1.0, -1.0, Inf, -Inf, NaN, 5e-324, floatmax(), floatmin(), eps(), 0.1, 0.2, 0.3, 1/3, 2/3, pi, 1e5, 1e6, 1e7,
    123456.0, 1234567.0, 12345.678, 123456.789, 1234567.89, 0.0001, 0.00001, 1e15, 1e16, 1e17, 1e21, 1e22, 1e23, 9007199254740993.0,
    0.9999995, 0.9999985, 1.0000005, 99999.95, 999999.5, 12345.65, 4.35, 2.5, 1e100, 1e-100, 100000.5, 999999.9, 0.1 + 0.2]
for _ in 1:1500
    push!(doubles, reinterpret(Float64, rand(rng, UInt64)))
    push!(doubles, rand(rng) * 10.0^rand(rng, -8:8))
    push!(doubles, round(rand(rng) * 1000, digits = rand(rng, 0:4)))
end
foreach(x -> row("f64", x), doubles)
for x in doubles[1:45]; row("f32", Float32(x)); end
for _ in 1:1000
    row("f32", reinterpret(Float32, rand(rng, UInt32)))
    row("f32", rand(rng, Float32) * 10.0f0^rand(rng, -8:8))
end
for bits in 0x0000:0x001f:0xffff
    row("f16", reinterpret(Float16, bits))
end

strings = ["", "abc", "a\"b\$c\\d", "\0", "\0001", "\x001", "\a\b\t\n\v\f\r\e", "é", "\u200b", "\u200bf", "\U1f600", "\ufeff", "\u00ad", "\xff", "\xc3", "\xe2\x82",
    "\x7f", "\u80", "\u80a", "\u0300", "日本語", "a\u2028b", "\U10ffff", "\U0010ffffa", "\ue000", "\xf4\x90\x80\x80", "\xc0\x80", "mixed \xff é \x01"]
for _ in 1:200
    push!(strings, String(rand(rng, UInt8, rand(rng, 0:12))))
end
for s in strings
    println("str ", hex(s), " ", hex(repr(s)))
    println("hash ", hex(s), " ", string(hash(s) - 0x71e729fd56419c81, base = 16))
end
# Long strings, for the hash's blocks.
for n in 15:40
    s = String(rand(rng, UInt8, n))
    println("hash ", hex(s), " ", string(hash(s) - 0x71e729fd56419c81, base = 16))
end
for c in Any['a', '\'', '"', '\n', '\0', 'é', '\u200b', '\x7f', '\u80', '\U10ffff', '\\', '$', '\e', "\xff"[1], "\xc3"[1], "\xe2\x82"[1], '日', '\U1f600']
    println("chr ", string(reinterpret(UInt32, c), base = 16), " ", hex(repr(c)))
end

for s in ["1", "-1", "+5", " 7 ", "\t8\n", "", " ", "-", "1_000", "0x1f", "0b101", "0o17", "1.5", "9223372036854775807", "9223372036854775808", "-9223372036854775808",
          "-9223372036854775809", "99999999999999999999999999", "12a", "--1", "- 1", "+ 1", "0x", "é", "1 2", "00012"]
    v = tryparse(Int64, s)
    overflow = try parse(Int64, s); false catch e; e isa OverflowError end
    println("int ", hex(s), " ", overflow ? "overflow" : v === nothing ? "none" : v)
end
for (s, b) in [("ff", 16), ("FF", 16), ("zz", 36), ("Zz", 62), ("12", 2), ("101", 2), ("-ff", 16), ("0xff", 16), ("77", 8), ("8", 8)]
    v = tryparse(Int64, s; base = b)
    println("base ", hex(s), " ", b, " ", v === nothing ? "none" : v)
end
for s in ["1", "-1", "255", "256", "+3", " 4"]
    v = tryparse(UInt8, s)
    overflow = try parse(UInt8, s); false catch e; e isa OverflowError end
    println("u8 ", hex(s), " ", overflow ? "overflow" : v === nothing ? "none" : Int(v))
end
for s in ["1", "1.", ".5", "1.5", "-1.5e3", "+2E-2", "1e400", "-1e400", "1e-400", " 3.25 ", "Inf", "-inf", "infinity", "nan", "NaN", "", ".", "e5", "1e", "1e+", "0x1.8p3", "-0x10", "1f3",
          "1.5f0", "1_0", "abc", "1 2", "--1", "+-1", "0x1p-1074", "123456789012345678901234567890", "1d3", "infx", "Infinity", "+Inf", "0.1e-5", "00.5", "1e5.5"]
    v = tryparse(Float64, s)
    println("flt ", hex(s), " ", v === nothing ? "none" : string(reinterpret(UInt64, v), base = 16))
end
