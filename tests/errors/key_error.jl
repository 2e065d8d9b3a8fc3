d = Dict("a" => 1)
d["b"]
