# Included by vector_tools.jl, relative to its own folder.
push!(LOADED, "nested_tools")
variance_of(v) = (m = mean_of(v); sum(x -> (x - m)^2, v) / (length(v) - 1))
