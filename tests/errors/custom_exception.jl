struct Oops <: Exception
    n::Int
end
throw(Oops(3))
