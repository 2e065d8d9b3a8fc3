maximum(Int[])
