# Vectors in the plane as a user type: operators, norms, products, printing, use in sums and loops.
struct Vec2{T<:Real}
    x::T
    y::T
end
Vec2(x::Real, y::Real) = Vec2(promote(x, y)...)
Base.:+(a::Vec2, b::Vec2) = Vec2(a.x + b.x, a.y + b.y)
Base.:-(a::Vec2, b::Vec2) = Vec2(a.x - b.x, a.y - b.y)
Base.:-(a::Vec2) = Vec2(-a.x, -a.y)
Base.:*(k::Real, a::Vec2) = Vec2(k * a.x, k * a.y)
Base.:*(a::Vec2, k::Real) = k * a
Base.:/(a::Vec2, k::Real) = Vec2(a.x / k, a.y / k)
Base.:(==)(a::Vec2, b::Vec2) = a.x == b.x && a.y == b.y
Base.zero(::Type{Vec2{T}}) where {T} = Vec2(zero(T), zero(T))
dot(a::Vec2, b::Vec2) = a.x * b.x + a.y * b.y
cross(a::Vec2, b::Vec2) = a.x * b.y - a.y * b.x
len(a::Vec2) = sqrt(dot(a, a))
unit(a::Vec2) = a / len(a)
Base.show(io::IO, v::Vec2) = print(io, "[", v.x, " ", v.y, "]")
Base.getindex(v::Vec2, i::Int) = i == 1 ? v.x : i == 2 ? v.y : throw(BoundsError(v, i))
Base.iterate(v::Vec2, s=1) = s > 2 ? nothing : (v[s], s + 1)
Base.length(::Vec2) = 2
a, b = Vec2(3, 4), Vec2(1, -2)
println(a + b, " ", a - b, " ", -a, " ", 2a, " ", b * 1.5, " ", a / 2)
println(dot(a, b), " ", cross(a, b), " ", len(a), " ", unit(a), " ", a == Vec2(3.0, 4.0), " ", a === Vec2(3.0, 4.0))
println(a[1], " ", a[2], " ", collect(a), " ", sum(a), " ", maximum(b), " ", [x^2 for x in a])
x, y = a
println(x, " ", y, " ", Vec2(1, 2.5), " ", zero(Vec2{Int}), " ", typeof(Vec2(1, 2.5)) == Vec2{Float64})
try
    a[3]
catch e
    println(e isa BoundsError)
end
total = zero(Vec2{Int})
for k in 1:4
    global total += k * b
end
println(total)
area(points) = abs(sum(cross(points[i], points[mod1(i + 1, length(points))]) for i in 1:length(points))) / 2
triangle = [Vec2(0, 0), Vec2(4, 0), Vec2(0, 3)]
println(area(triangle), " ", area([Vec2(0, 0), Vec2(2, 0), Vec2(2, 2), Vec2(0, 2)]))
perimeter(points) = sum(len(points[i] - points[mod1(i + 1, length(points))]) for i in eachindex(points))
println(perimeter(triangle), " ", triangle, " ", triangle[2] + triangle[3])
function inside(p, points)
    c = false
    j = length(points)
    for i in 1:length(points)
        q, r = points[i], points[j]
        if (q.y > p.y) != (r.y > p.y) && p.x < (r.x - q.x) * (p.y - q.y) / (r.y - q.y) + q.x
            c = !c
        end
        j = i
    end
    c
end
println(inside(Vec2(1, 1), triangle), " ", inside(Vec2(3, 3), triangle))
rotate(v::Vec2, quarter) = quarter == 0 ? v : rotate(Vec2(-v.y, v.x), quarter - 1)
println([rotate(a, k) for k in 0:3])
function hull_turns(points)
    [sign(cross(points[i+1] - points[i], points[i+2] - points[i+1])) for i in 1:length(points)-2]
end
println(hull_turns([Vec2(0, 0), Vec2(1, 0), Vec2(1, 1), Vec2(2, 2), Vec2(2, 1)]))
