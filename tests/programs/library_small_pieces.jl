# Pieces of the library that programs use now and then: replacing, fields of types, tolerance, encodings, defaults.
a = [1, 2, 2, 3]
println(replace(a, 2 => 9), " ", replace(a, 2 => 9, count=1), " ", replace(x -> isodd(x) ? 2x : x, a), " ", replace(a, 1 => 1.5, 3 => 2.5))
println(replace([1, missing, 3], missing => 0), " ", replace(["a", nothing], nothing => "b"), " ", replace!([1, 2, 1], 1 => 5), " ", replace!(x -> x + 1, [1, 2]))
println(sort(collect(replace(Set([1, 2, 3]), 2 => 20))), " ", replace(Dict(1 => 2), (1 => 2) => (3 => 4)))
println(Vector{Int}.parameters[1], " ", length(Dict{String,Int}.parameters), " ", Array{Int,2}.name.name, " ", Int.super, " ", promote_type(Int, Union{}), " ", promote_type(Union{}, Float32))
struct Point{T}
    x::T
    y::T
end
println(Point{Int}.types[1], " ", Point{Float64}.name === Point{Int}.name)
println([1.0, 2.0] ≈ [1.0, 2.0 + 1e-12], " ", [1.0, 2.0] ≈ [1.0, 2.1], " ", isapprox([1, 2], [1, 3], atol=2), " ", [1 2; 3 4] ≈ [1.0 2; 3 4], " ", 1.0 ≈ 1.0 + 1e-10)
println(float([1, 2]), " ", float(1:3), " ", float([1//2]))
println(transcode(UInt16, "aé☕😀"), " ", transcode(String, UInt16[0x61, 0xe9]), " ", transcode(UInt8, "é") == [0xc3, 0xa9], " ", ascii("plain"))
println(parse(Complex{Int}, "3+4im"), " ", parse(Complex{Float64}, "1.5 - 2im"), " ", parse(Complex{Int}, "-7"), " ", parse(ComplexF64, "1e-3+2e2im"), " ", tryparse(Complex{Int}, "x"))
norm(x) = 10x
scaled(v; norm=norm) = norm(v)
total = 100
function counted(xs; start=total, step=start)
    total = sum(xs)
    (total, start, step)
end
chained(x, y=x + 1; z=x + y, w=z) = (x, y, z, w)
println(scaled(3), " ", scaled(3; norm=sqrt), " ", counted([1, 2]), " ", counted([1]; start=5), " ", chained(1), " ", chained(1, 5; z=0))
d = Dict{String,Vector{Int}}()
push!(get!(Vector{Int}, d, "a"), 1)
push!(get!(Vector{Int}, d, "a"), 2)
println(d, " ", get(() -> [0], d, "b"), " ", length(d))
println(sprint(show, 3.14159265; context=:compact => true), " ", sprint(print, "a", 1), " ", sprint(io -> print(io, get(io, :limit, false)); context=:limit => true))
b = collect(1:6)
println(b[2:3] .= 0, " ", b, " ", b[5:6] .+= 1, " ", b)
b[2:6] .= @view b[1:5]
println(b)
b[6:-1:1] .= b
println(b, " ", get(b, 2, -1), " ", get(b, 20, -1), " ", get([1 2; 3 4], (2, 1), 0))
v = view(b, 2:4)
v .= v .* 2 .+ b[2:4]
println(b, " ", v)
m = reshape(collect(1:12), 3, 4)
m[2:3, [1, 3]] .*= 10
m[1, :] .= 0
println(m, " ", selectdim(m, 2, 3))
module Shapes
area(x) = x^2
side = 4
end
println(getfield(Shapes, :area)(3), " ", getproperty(Shapes, :side), " ", include_string(Main, "u = 4; u + 1"), " ", u)
struct Word <: AbstractString
    s::String
end
Base.ncodeunits(w::Word) = ncodeunits(w.s)
Base.codeunit(w::Word) = UInt8
Base.codeunit(w::Word, i::Integer) = codeunit(w.s, i)
Base.isvalid(w::Word, i::Int) = isvalid(w.s, i)
Base.iterate(w::Word, i::Int=1) = iterate(w.s, i)
w = Word("añb")
println(w[1], w[2], w[end], " ", length(w), " ", lastindex(w), " ", uppercase(w), " ", w == "añb", " ", collect(w))
half(x::Float16, y) = x / y
println(half(Float16(3), 2), " ", typeof(half(Float16(3), Float16(2))), " ", map(Float16, [1, 2.5]))
atexit(() -> println("the end"))
atexit(() -> println("nearly"))
println("last line")
