# parse, convert, and constructors as conversions.
println(parse(Int, "42"), " ", parse(Int, "-7"), " ", parse(Int, "  12  "), " ", parse(Int, "+5"))
println(parse(Float64, "3.25"), " ", parse(Float64, "1e3"), " ", parse(Float64, "-0.5"), " ", parse(Float64, "7"))
println(parse(Float64, "Inf"), " ", parse(Float64, "NaN"), " ", parse(Float64, ".5"), " ", parse(Float64, " 2.5 "))
println(parse(Int, "9223372036854775807"), " ", parse(Int8, "-128"), " ", parse(Int32, "77"), " ", typeof(parse(Int16, "3")))
println(Int(3.0), " ", Int64(0x10), " ", Float64(2), " ", Float32(0.5), " ", Int8(-5), " ", UInt8(200))
println(convert(Int, 2.0), " ", convert(Float64, 1), " ", convert(Bool, 0), " ", convert(Any, 1), " ", convert(String, "s"))
println(Int('a'), " ", Char(98), " ", string(12) * "!", " ", Bool(1), " ", Int(true))
println(round(Int, 2.6), " ", floor(Int, -2.5), " ", ceil(Int, 2.1), " ", trunc(Int, 2.9))
println(Float64(1) === 1.0, " ", Int(1.0) === 1, " ", 1 == 1.0)
v = Float64[1, 2]
v[1] = 5
println(v, " ", eltype(v))
w = Any[1]
w[1] = "x"
println(w)
f(x)::Float64 = x
println(f(1), " ", typeof(f(0x01)))
function g(n)::Int
    n / 2
end
println(g(4))
