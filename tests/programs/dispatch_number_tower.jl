# Type queries and conversions over the tower of numbers; methods for abstract number types.
describe(x::Bool) = "Bool"
describe(x::Unsigned) = "unsigned of $(8 * sizeof(x)) bits"
describe(x::Signed) = "signed of $(8 * sizeof(x)) bits"
describe(x::AbstractFloat) = "float of $(8 * sizeof(x)) bits"
describe(x::Real) = "some real"
describe(x::Number) = "some number"
describe(x) = "no number"
for x in (true, 0x01, Int8(1), 1, 0x0001, 1.5f0, 2.0, 'c', "s", nothing, UInt64(3), Int128(1))
    println(typeof(x), ": ", describe(x))
end
println(Int <: Integer, Int <: Signed, UInt8 <: Unsigned, Bool <: Integer, Float64 <: AbstractFloat, Char <: Number, Int <: AbstractFloat)
println(supertype(Int), " ", supertype(Float64), " ", supertype(Integer), " ", supertype(Real), " ", supertype(Number), " ", supertype(Bool))
println(1 + 1.0, " ", 1 + true, " ", 0x01 + 1, " ", 1.5f0 + 1, " ", 1.5f0 * 2.0, " ", true + true, " ", Int8(1) + Int16(2), " ", 0x01 + 0x02)
println(typeof(1 + 1.0), typeof(1 + true), typeof(0x01 + 1), typeof(1.5f0 + 1), typeof(Int8(1) + Int8(1)), typeof(1 / 2), typeof(2^3), typeof(2.0^3), typeof(4 ÷ 2))
println(convert(Float64, 1), " ", convert(Int, 3.0), " ", Int(true), " ", Float32(1), " ", UInt8('a'), " ", Char(97), " ", Bool(1), " ", Int('z'))
for (T, x) in ((Int, 1.5), (UInt8, -1), (Int8, 1000), (Bool, 2))
    try
        println(convert(T, x))
    catch e
        println(T, " ", x, " ", typeof(e))
    end
end
biggest(xs...) = foldl((a, b) -> a > b ? a : b, xs)
println(biggest(1, 2.5, 0x02), " ", biggest('a', 'z', 'k'), " ", biggest("b", "a"))
promote_pair(a, b) = promote(a, b)
println(promote_pair(1, 2.0), " ", promote_pair(0x01, 2), " ", promote_pair(true, 1.5f0), " ", promote(1, 2, 3.5))
same_type(a::T, b::T) where {T} = "both $(T)"
same_type(a, b) = "different"
println(same_type(1, 2), ", ", same_type(1, 2.0), ", ", same_type(1.0, 2.0), ", ", same_type('a', 'b'))
element(::Vector{T}) where {T} = T
println(element([1, 2]), element([1.5]), element(["a"]), element([1, 2.5]), element(Any[1]), element([true]))
halve(x::Integer) = x ÷ 2
halve(x::AbstractFloat) = x / 2
halve(x::AbstractString) = x[1:end÷2]
halve(v::AbstractVector) = v[1:end÷2]
println(halve(7), " ", halve(7.0), " ", halve("abcd"), " ", halve([1, 2, 3, 4]), " ", halve(0x07))
println(typemax(Int8) + 1, " ", typemin(Int64) == -typemax(Int64) - 1, " ", zero(1.5), " ", one(0x05), " ", zero(Int8), " ", typeof(zero(Float32)), " ", eltype(1:3), " ", eltype("a"))
println(isa(1, Number), isa(1, Integer), isa(1.0, Integer), isa('a', AbstractString), 1 isa Real, nothing isa Nothing, (1, 2) isa Tuple, [1] isa AbstractArray)
