# Broadcasting: dotted calls and operators, fused, over arrays, tuples, ranges and single values.
x = [1, 2, 3]
y = [10.0, 20.0, 30.0]
println(x .+ 1, " ", 2 .* x, " ", x .+ y, " ", x .^ 2, " ", 2 .^ x)
println(sqrt.([1.0, 4.0, 9.0]), " ", abs.([-1, 2]), " ", (a -> a * 2).(x))
println(x .* y .+ x ./ 2 .- 1)
println(max.(x, [3, 2, 1]), " ", div.(10, x))
println(string.(x, "!"), " ", ["a", "b"] .* "c", " ", tuple.(x, y))
println((1, 2, 3) .+ 1, " ", (1, 2) .* (3, 4), " ", (1, 2) .+ [10, 20], " ", (1,) .+ (1, 2, 3))
println(1 .+ 2, " ", sqrt.(4.0), " ", -(1) .- 1)
println((1:3) .+ 1, " ", (1:3) .* 2, " ", 10 .- (1:3), " ", (1:3) .+ (1:3), " ", (1:3) .^ 2)

# Matrices, and dimensions of size 1.
A = [1 2; 3 4]
println(A .+ 1, " ", A .* A, " ", A .+ [10, 20], " ", A .+ [10 20])
println([1, 2, 3] .* [1 2], " ", [1 2 3] .+ [10, 20])
println(A .> 2, " ", A .== [1, 4])

# Truth values.
println(x .> 1, " ", x .== [1, 5, 3], " ", .!(x .> 1), " ", (x .> 1) .& (x .< 3), " ", (x .> 2) .| (x .< 2))
println(1 .< x .<= 2, " ", x .!= 2, " ", isodd.(x), " ", iseven.((1, 2)))
println(sum(x .> 1), " ", count(x .> 1), " ", any(x .> 5), " ", all(x .> 0))
b = x .> 1
b[1] = true
println(b, " ", length(b), " ", b[2])
println((x .> 1) .+ 1, " ", ifelse.(x .> 1, x, 0))

# Element types.
println(identity.(Any[1, 2.0]), " ", identity.([1, "a", nothing]), " ", Int[] .+ 1, " ", Float64[] .* 2)
println(eltype(x .+ 1.5))
println([n > 1 ? n : "one" for n in x], " ", (n -> n > 1 ? n : "one").(x))
println([isnothing(n) ? 0 : n for n in [1, nothing]], " ", something.([1, nothing, 3], 0))

# In place.
a = [1, 2, 3]
a .= 0
println(a)
a .= x .* 2
println(a)
a .+= 1
a .-= [1, 1, 1]
a .*= 3
println(a)
z = zeros(3)
z .= a
z ./= 2
println(z)
M = zeros(2, 3)
M .= [1, 2]
M .+= [10 20 30]
println(M)
r = (w = zeros(2)) .= 7
println(r, w, r === w)
struct Holder
    v::Vector{Int}
end
h = Holder([1, 2])
h.v .+= 5
println(h.v)
nested = [[1, 2], [3, 4]]
nested[1] .= 9
nested[2] .*= 10
println(nested)
a[1:2] .= -1
println(a)
a[2:3] .+= [1, 2]
println(a)

# Keywords, splats, @.
scale(v; by=1) = v * by
println(scale.(x; by=3), " ", scale.(x, by=10))
args = ([1, 2], [3, 4])
println(max.(args...))
println(@.(x + 2x^2 - 1), " ", @. sqrt(abs(-y)) + $sum(x))
q = zeros(3)
@. q = x * y
println(q)
@. q += 1
println(q)
f(u, v) = u + v
println(broadcast(+, x, 1))

# Functions of several results, and nested calls.
g(n) = (n, n^2)
println(g.(x), " ", first.(g.(x)), " ", last.(g.(x)))
println(length.(["a", "bcd"]), " ", sum.([[1, 2], [3]]), " ", round.(Int, [1.4, 2.6]), " ", Int.([1.0, 2.0]), " ", Float64.(x))
println(parse.(Int, ["1", "22"]), " ", string.([1.5, 2.5]), " ", x .=== 1)

# Mistakes.
for mistake in (() -> x .+ [1, 2], () -> (a .= [1, 2]), () -> A .+ [1, 2, 3], () -> (1, 2) .+ (1, 2, 3))
    try
        mistake()
    catch e
        println(e.msg)
    end
end
