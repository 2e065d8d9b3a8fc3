# Vectors convert, element by element, where a type is declared.
struct Samples
    values::Vector{Float64}
end
s = Samples([1, 2, 3])
println(s, " ", eltype(s.values))
v = [1, 2]
f = convert(Vector{Float64}, v)
f[1] = 0.5
println(v, " ", f, " ", convert(Vector{Int64}, v) === v)
nested = Vector{Float64}[]
push!(nested, [1, 2])
println(nested)
a = Any[1, 2.0]
println(convert(Vector{Float64}, a), " ", Float64[1, 2])
g(x)::Vector{Float64} = x
println(g([1]), " ", g([2.5]))
