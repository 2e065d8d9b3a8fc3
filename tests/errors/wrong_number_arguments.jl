struct Point
    x::Int
    y::Int
end
Point(1)
