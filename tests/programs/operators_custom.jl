# Operators as functions, and new methods of Base functions.
println(+(1, 2, 3), " ", *(2, 3, 4), " ", -(5), " ", /(1, 2), " ", ÷(7, 2), " ", %(7, 2), " ", ^(2, 5))
println(==(1, 1), " ", <(1, 2), " ", !=(1, 2), " ", !(true), " ", <<(1, 4))
op = +
println(op(1, 2), " ", map(-, [1, 2]), " ", reduce(+, [1, 2, 3]), " ", reduce(max, [3, 9, 4]))
for f in (+, -, *)
    print(f(6, 3), " ", f, " ")
end
println()
struct V2
    x::Int
    y::Int
end
import Base: +, *, -, ==, show, length, getindex
+(a::V2, b::V2) = V2(a.x + b.x, a.y + b.y)
-(a::V2) = V2(-a.x, -a.y)
*(k::Int, a::V2) = V2(k * a.x, k * a.y)
length(a::V2) = 2
getindex(a::V2, i::Int) = i == 1 ? a.x : a.y
show(io::IO, a::V2) = print(io, "<", a.x, ",", a.y, ">")
a = V2(1, 2)
println(a + V2(3, 4), " ", -a, " ", 3 * a, " ", 2a + a, " ", length(a), " ", a[2], " ", [a, -a], " ", (a,), " $a")
println(sum([V2(1, 1), V2(2, 2)]), " ", a == V2(1, 2))
a ⊕ b = a * 10 + b
println(1 ⊕ 2 ⊕ 3)
mutable struct Grid
    data::Vector{Int}
    width::Int
end
Base.getindex(g::Grid, i::Int, j::Int) = g.data[(i - 1) * g.width + j]
Base.setindex!(g::Grid, v, i::Int, j::Int) = g.data[(i - 1) * g.width + j] = v
Base.size(g::Grid) = (length(g.data) ÷ g.width, g.width)
g = Grid(zeros(Int, 6), 3)
g[1, 2] = 5
g[2, 3] += 7
println(g.data, " ", g[1, 2] + g[2, 3], " ", size(g))
