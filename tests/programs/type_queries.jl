# typeof, isa, <:, eltype, sizeof and conversions between them.
println(typeof(1), typeof(1.0), typeof("s"), typeof('c'), typeof(true), typeof(nothing), typeof(:s), typeof(0x1))
println(1 isa Int, " ", 1 isa Number, " ", 1 isa Float64, " ", 1.0 isa Real, " ", "s" isa String, " ", 'c' isa Char, " ", true isa Integer)
println(Int <: Integer, " ", Int <: Real, " ", Float64 <: AbstractFloat, " ", Integer <: Int, " ", Bool <: Integer, " ", String <: Any)
println(Int64 == Int, " ", typeof(1) === Int64, " ", typeof(1) == typeof(2), " ", typeof(1) == typeof(1.0))
println(eltype([1]), " ", eltype([1.0]), " ", eltype("s"), " ", eltype(1:2), " ", eltype(Any[1]))
println(sizeof(Int64), sizeof(Float32), sizeof("abc"), sizeof('c'), " ", sizeof(Int128))
println(typeof(typeof(1)), " ", Int isa DataType, " ", [1] isa Vector, " ", [1] isa Vector{Int64}, " ", [1] isa Vector{Any})
println((1, 2.0) isa Tuple, " ", (1, 2.0) isa Tuple{Int64, Float64}, " ", (1, 2.0) isa Tuple{Int64, Int64})
abstract type A end
abstract type B <: A end
struct C <: B end
println(C <: A, " ", B <: A, " ", A <: B, " ", C() isa B, " ", C)
zero_of(::Type{T}) where {T} = zero(T)
println(zero_of(Int), " ", zero_of(Float64), " ", zero_of(UInt8))
make(T, x) = T(x)
println(make(Float64, 1), " ", make(Int8, 5), " ", make(UInt16, 7))
types = [Int8, Int16, Int32, Int64]
for T in types
    println(T, " ", typemax(T), " ", sizeof(T), " ", typeof(one(T)))
end
println(promote_type(Int, Float64), " ", promote_type(Int8, Int16), " ", promote(1, 2.5), " ", typejoin(Int, Float64))
