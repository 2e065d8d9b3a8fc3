struct P
    x::Int
end
P("text")
