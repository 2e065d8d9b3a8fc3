# What literals of containers make of their elements.

show_all(xs) = println(eltype(xs) === Any ? "any" : isconcretetype(eltype(xs)) ? "concrete" : "abstract", " ", join(map(repr, xs), " | "))
show_all([[1], [2.0]])
show_all([[1 2], [2.0 3.0]])
show_all([[1], Int8[2]])
show_all([[1], []])
show_all([Any[1], [2]])
show_all([[[1]], [[2.0]]])
show_all([[true], [2]])
show_all([[1//2], [2]])
show_all([1:2, 1:2:3])
show_all([1:2, Base.OneTo(3)])
show_all([1:2, 1.0:2.0])
show_all([0x01:0x02, 1:2])
println([[1], ["a"]] isa Vector{Vector}, [[1], [2 3]] isa Vector{Array{Int}}, [1:2, [1]] isa Vector{AbstractVector{Int}})
println([x for x in ([1], [2.0])] isa Vector{Vector}, vcat([[1]], [[2.0]]) isa Vector{Vector{Float64}})
println(promote_type(Vector{Int}, Vector{Float64}) === Vector{Float64}, promote_type(Vector{Int}, Vector{String}) === Vector)
matrix = [[1, 2, 3], [4.5, 5, 6]]
println(sum(sum.(matrix)), " ", matrix[1][2], " ", push!(matrix, [7, 8, 9])[end])
groups = [[], [1], [2, 3]]
println(length.(groups), " ", typeof(groups) === Vector{Vector{Any}}, " ", push!(groups[1], "x"))
a, b = promote([1], [2.5])
println(a, " ", b)
