v = Int[1, 2]
push!(v, "text")
