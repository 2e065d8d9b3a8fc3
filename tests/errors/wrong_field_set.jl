mutable struct P
    x::Int
end
p = P(1)
p.z = 3
