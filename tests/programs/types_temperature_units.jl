# Quantities with units as types: conversion, promotion, arithmetic, comparison and printing.
abstract type Temperature end
struct Celsius{T<:Real} <: Temperature
    value::T
end
struct Fahrenheit{T<:Real} <: Temperature
    value::T
end
struct Kelvin{T<:Real} <: Temperature
    value::T
    function Kelvin{T}(v) where {T<:Real}
        v < 0 && throw(DomainError(v, "below absolute zero"))
        return new{T}(v)
    end
end
Kelvin(v::T) where {T<:Real} = Kelvin{T}(v)

kelvin(t::Kelvin) = t.value
kelvin(t::Celsius) = t.value + 273.15
kelvin(t::Fahrenheit) = (t.value - 32) * 5 / 9 + 273.15
Base.convert(::Type{Celsius}, t::Temperature) = Celsius(kelvin(t) - 273.15)
Base.convert(::Type{Kelvin}, t::Temperature) = Kelvin(kelvin(t))
Base.convert(::Type{Fahrenheit}, t::Temperature) = Fahrenheit((kelvin(t) - 273.15) * 9 / 5 + 32)
Base.convert(::Type{T}, t::T) where {T<:Temperature} = t
Base.promote_rule(::Type{<:Kelvin}, ::Type{<:Celsius}) = Kelvin
Base.promote_rule(::Type{<:Fahrenheit}, ::Type{<:Celsius}) = Celsius
Base.promote_rule(::Type{<:Fahrenheit}, ::Type{<:Kelvin}) = Kelvin
unit(::Type{<:Celsius}) = "°C"
unit(::Type{<:Fahrenheit}) = "°F"
unit(::Type{<:Kelvin}) = "K"
Base.show(io::IO, t::Temperature) = print(io, round(t.value, digits = 2), " ", unit(typeof(t)))
Base.isless(a::Temperature, b::Temperature) = kelvin(a) < kelvin(b)
Base.:(==)(a::Temperature, b::Temperature) = kelvin(a) == kelvin(b)
Base.isapprox(a::Temperature, b::Temperature; kw...) = isapprox(kelvin(a), kelvin(b); kw...)
Base.:+(a::Temperature, b::Temperature) = +(promote(a, b)...)
Base.:+(a::Celsius, b::Celsius) = Celsius(a.value + b.value)
Base.:-(a::T, b::T) where {T<:Kelvin} = a.value - b.value
const °C = Celsius(1)
Base.:*(x::Real, t::Celsius) = Celsius(x * t.value)

println(convert(Celsius, Fahrenheit(212)), " ", convert(Kelvin, Celsius(0)), " ", convert(Fahrenheit, Kelvin(300)))
println(20°C, " ", 2.5°C + 1°C, " ", typeof(20°C) == Celsius{Int})
readings = [Celsius(21.5), Fahrenheit(50), Kelvin(290.0), 5°C]
println(eltype(readings), " ", sort(readings), " ", maximum(readings), " ", extrema(readings))
println(Celsius(0) == Kelvin(273.15), " ", Celsius(100) ≈ Fahrenheit(212.0), " ", Celsius(1) < Fahrenheit(32), " ", isapprox(Celsius(10), Celsius(10.1), atol = 0.2))
println(promote_type(Celsius, Kelvin), " ", promote_type(Fahrenheit, Celsius))
println(Kelvin(10) - Kelvin(4), " ", convert(Celsius, Celsius(3)) === Celsius(3))
try
    Kelvin(-1)
catch e
    println(sprint(showerror, e))
end
mean(xs) = sum(kelvin, xs) / length(xs)
println(round(mean(readings), digits = 3), " ", [unit(typeof(t)) for t in readings])
table = Dict{String,Temperature}("water boils" => Celsius(100), "paper burns" => Fahrenheit(451), "helium boils" => Kelvin(4.22))
for (what, t) in sort(collect(table), by = last)
    println(rpad(what, 14), lpad(string(convert(Celsius, t)), 11), lpad(string(convert(Fahrenheit, t)), 11))
end
warmest(a::Temperature, rest::Temperature...) = isempty(rest) ? a : max(a, warmest(rest...))
println(warmest(1°C, Kelvin(1), Fahrenheit(100)), " ", clamp(50°C, 0°C, 40°C))
cooler!(v::Vector{<:Celsius}, by) = (v .= Celsius.(getfield.(v, :value) .- by))
v = [Celsius(i / 2) for i in 1:4]
println(cooler!(v, 1), " ", v[end], " ", [t.value for t in v])
v2 = Celsius[Celsius(1), Celsius(1.5)]
push!(v2, Celsius(2 // 1))
println(eltype(v2), " ", [typeof(t.value) for t in v2])
