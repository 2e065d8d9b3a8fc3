# Dispatch on several arguments: collisions, symmetric fallbacks, Val, traits, parametric methods, invoke, ambiguity.
abstract type Thing end
struct Asteroid <: Thing end
struct Ship{C} <: Thing
    class::C
end
struct Station <: Thing
    name::String
end
collide(a::Thing, b::Thing) = "$(nameof(typeof(a))) bounces off $(nameof(typeof(b)))"
collide(a::Asteroid, b::Ship) = "the ship is lost"
collide(a::Ship, b::Asteroid) = collide(b, a)
collide(a::Ship{T}, b::Ship{T}) where {T} = "two of class $(a.class) dock"
collide(a::Ship, b::Station) = "$(b.name) takes the $(a.class) in"
collide(a::Ship{Int}, b::Station) = invoke(collide, Tuple{Ship,Station}, a, b) * " at level $(a.class)"
things = Thing[Asteroid(), Ship("A"), Ship(3), Station("Mir")]
for a in things, b in things
    println(collide(a, b))
end
area(::Val{:square}, s) = s^2
area(::Val{:circle}, r) = round(3.14159 * r^2, digits = 3)
area(kind::Symbol, x) = area(Val(kind), x)
println(area(:square, 3), " ", area(:circle, 2), " ", hasmethod(area, Tuple{Val{:circle},Int}), hasmethod(area, Tuple{Val{:cube},Int}))
try
    area(:cube, 1)
catch e
    println(typeof(e), " ", e.f, " ", e.args)
end
abstract type Flying end
struct Can <: Flying end
struct Cannot <: Flying end
flying(::Type) = Cannot()
flying(::Type{<:Ship}) = Can()
launch(x::T) where {T} = launch(flying(T), x)
launch(::Can, x) = "$(typeof(x).name.name === :Ship ? "Ship" : "?") launched"
launch(::Cannot, x) = "cannot launch $(typeof(x))"
println(launch(Ship(1)), ", ", launch(Asteroid()), ", ", launch(5))
kind(x::Integer) = "integer"
kind(x::AbstractFloat) = "float"
kind(x::Real) = "real"
kind(x::Number) = "number"
kind(x) = "other"
kind(x::Vector{<:Integer}) = "integers"
kind(x::AbstractArray{T,N}) where {T<:Real,N} = "$N-d reals"
kind(x::Tuple{Vararg{T}}) where {T} = "alike"
kind(x::Tuple) = "mixed"
kind(::Nothing) = "nothing"
kind(x::Union{Char,AbstractString}) = "text"
kind(::Type{T}) where {T<:Number} = "type of numbers"
kind(f::Function) = "function"
println([kind(x) for x in Any[1, 0x1, true, 1.5, 1f0, 1//2, im, [1], [1.5 2], Any[], (1, 2), (1, "a"), (), nothing, 'c', "s", SubString("abc", 2), Int, String, sin, :a, 1:3, [true]]])
g(x::Int, y) = 1
g(x, y::Int) = 2
try
    g(1, 2)
catch e
    println(e isa MethodError, " ", length(methods(g)))
end
g(x::Int, y::Int) = 3
println(g(1, 2), g(1, "a"), g("a", 1))
f(x::T, y::T) where {T} = "same $T"
f(x, y) = "different"
f(x::T, y::Vector{T}) where {T} = "element"
f(x::T, y::Vector{<:T}) where {T<:Real} = "compatible"
println(startswith(f([1], [2]), "same"), ", ", f(1, 2.0), ", ", f(1, [1]), ", ", f("a", ["b"]), ", ", f(1, [2.0]), ", ", f(nothing, nothing))
opt(a, b = a + 1, c = b * 2) = (a, b, c)
opt(a::String) = "one string"
println(opt(1), opt(1, 5), opt(1, 5, 0), opt("x"), " ", length(methods(opt)))
variadic(xs...) = length(xs)
variadic(x::Int, xs::Int...) = "integers $(1 + length(xs))"
variadic(x::String, y::String) = "pair"
println([variadic(), variadic(1), variadic(1, 2, 3), variadic(1, 2.0), variadic("a", "b"), variadic("a", "b", "c")])
Base.:*(n::Int, s::Station) = [Station("$(s.name)-$i") for i in 1:n]
Base.length(s::Station) = length(s.name)
println([s.name for s in 3 * Station("M")], " ", length(Station("Mir")), " ", map(length, [Station("a"), "bc", [1, 2, 3]]))
(s::Ship)(x) = "ship $(s.class) goes to $x"
println(Ship(9)("Mars"), " ", map(Ship('k'), [1, 2]))
