# A number type with promotion and conversion rules that joins in arithmetic.
struct Mod{N} <: Integer
    value::Int
    Mod{N}(x::Integer) where {N} = new{N}(mod(x, N))
end
Base.:+(a::Mod{N}, b::Mod{N}) where {N} = Mod{N}(a.value + b.value)
Base.:-(a::Mod{N}, b::Mod{N}) where {N} = Mod{N}(a.value - b.value)
Base.:*(a::Mod{N}, b::Mod{N}) where {N} = Mod{N}(a.value * b.value)
Base.:-(a::Mod{N}) where {N} = Mod{N}(-a.value)
Base.:(==)(a::Mod{N}, b::Mod{N}) where {N} = a.value == b.value
Base.inv(a::Mod{N}) where {N} = Mod{N}(invmod(a.value, N))
Base.:/(a::Mod{N}, b::Mod{N}) where {N} = a * inv(b)
Base.promote_rule(::Type{Mod{N}}, ::Type{Int}) where {N} = Mod{N}
Base.convert(::Type{Mod{N}}, x::Int) where {N} = Mod{N}(x)
Base.zero(::Type{Mod{N}}) where {N} = Mod{N}(0)
Base.one(::Type{Mod{N}}) where {N} = Mod{N}(1)
Base.show(io::IO, a::Mod{N}) where {N} = print(io, a.value, " mod ", N)
a, b = Mod{7}(5), Mod{7}(10)
println(a, ", ", b, ", ", a + b, ", ", a - b, ", ", a * b, ", ", -a, ", ", a / b)
println(a + 4, ", ", 3 * a, ", ", a == 12, ", ", a == Mod{7}(12), ", ", a^6, ", ", inv(a) * a)
println(sum([a, b, a]), ", ", prod([a, b]), ", ", promote(a, 9), ", ", zero(a), ", ", one(Mod{5}))
println(Mod{7}[1, 8, 20], " ", [Mod{3}(i) for i in 1:4])
struct Percent <: Real
    p::Float64
end
Base.promote_rule(::Type{Percent}, ::Type{<:Real}) = Float64
Base.convert(::Type{Float64}, x::Percent) = x.p / 100
Base.Float64(x::Percent) = x.p / 100
println(200 * Percent(15), " ", Percent(50) + 1, " ", promote_type(Percent, Int) == Float64, " ", Percent(25) < 0.3)
println(promote(1, 2.5), " ", promote(true, 0x02), " ", promote(1, 2, 3.0), " ", promote_type(Int8, UInt16), " ", promote_type(Int, Float32))
println(promote_type(Int, String), " ", promote_type(Int32, Int64), " ", 1 + 2.0f0, " ", typeof(1 + true), " ", typeof(0x01 + 0x0002), " ", typeof(1 // 2 + 1))
println(convert(Float64, 3), " ", convert(Int, 4.0), " ", convert(UInt8, 200), " ", Int8(-5) % UInt8, " ", 300 % UInt8)
try
    convert(Int8, 200)
catch e
    println(e isa InexactError, " ", e)
end
