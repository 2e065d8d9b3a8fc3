struct Fixed
    x::Int
end
p = Fixed(1)
p.x = 2
