struct P
    x::Int
end
P(1).y
