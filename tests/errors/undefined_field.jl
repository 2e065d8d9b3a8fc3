mutable struct L
    v::Vector{Int}
    L() = new()
end
L().v
