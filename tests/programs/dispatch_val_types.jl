# Dispatch on types and values: Val, Type{T}, singleton types, Union arguments.
greet(::Val{:en}) = "hello"
greet(::Val{:fr}) = "bonjour"
greet(::Val{N}) where {N} = "?? $N"
println(greet(Val(:en)), " ", greet(Val(:fr)), " ", greet(Val(:xx)), " ", greet(Val(3)))
zero_of(::Type{Int}) = 0
zero_of(::Type{Float64}) = 0.0
zero_of(::Type{String}) = ""
zero_of(::Type{Vector{T}}) where {T} = T[]
zero_of(::Type{T}) where {T<:Real} = convert(T, 0)
println(zero_of(Int), " ", zero_of(Float64), " ", repr(zero_of(String)), " ", zero_of(Vector{Int}) == Int[], " ", zero_of(UInt8), " ", zero_of(Float32))
power(x, ::Val{0}) = one(x)
power(x, ::Val{N}) where {N} = x * power(x, Val(N - 1))
println(power(3, Val(4)), " ", power(1.5, Val(2)))
size_name(x::Union{Int8,UInt8}) = "byte"
size_name(x::Union{Int16,UInt16}) = "word"
size_name(x::Integer) = "other integer"
size_name(x) = "no integer"
println(join(map(size_name, (Int8(1), 0xff, Int16(3), 4, 2.0, true)), ", "))
parse_as(::Type{T}, s) where {T<:Number} = parse(T, s)
parse_as(::Type{Bool}, s) = s == "yes"
parse_as(::Type{Symbol}, s) = Symbol(s)
println([parse_as(T, s) for (T, s) in ((Int, "12"), (Float64, "1.5"), (Bool, "yes"), (Symbol, "abc"))])
struct Meters end
struct Feet end
struct Length{U}
    value::Float64
end
factor(::Type{Meters}) = 1.0
factor(::Type{Feet}) = 0.3048
Base.convert(::Type{Length{U}}, l::Length{V}) where {U,V} = Length{U}(l.value * factor(V) / factor(U))
Base.:+(a::Length{U}, b::Length{U}) where {U} = Length{U}(a.value + b.value)
Base.:+(a::Length{U}, b::Length) where {U} = a + convert(Length{U}, b)
println((Length{Meters}(1) + Length{Meters}(2)).value, " ", (Length{Meters}(1) + Length{Feet}(10)).value)
lengths = Length{Meters}[Length{Feet}(100), Length{Meters}(5)]
println([round(l.value, digits=2) for l in lengths])
dims(::Array{T,N}) where {T,N} = (T, N)
println(dims([1, 2]), " ", dims(zeros(2, 2)), " ", dims(fill('x', 1, 1, 1)))
same(::T, ::T) where {T} = true
same(_, _) = false
println(same(1, 2), " ", same(1, 2.0), " ", same("a", "b"), " ", same(nothing, nothing))
first_type(::Tuple{T,Vararg}) where {T} = T
println(first_type((1, 'a', "s")), " ", first_type(("x",)))
count_args(args::Vararg{Int,N}) where {N} = N
println(count_args(1, 2, 3), " ", count_args())
