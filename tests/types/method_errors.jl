f(x::Int) = 1
f(x::Int, y::String) = 2
g(x::T, y::T) where {T <: Number} = 1
g(x::Int, ys::String...) = 2
amb(x::Int, y) = 1
amb(x, y::Int) = 2
struct Pair2{T <: Real}; x::T; y::T; end
struct Adder; n::Int; end
function show_error(f, args...)
    try
        f(args...)
    catch e
        println(sprint(showerror, e))
    end
end
show_error(f, "a")
show_error(f, 1, 2)
show_error(f)
show_error(g, 1, 2.5)
show_error(amb, 1, 2)
show_error(Pair2, 1, 2.5)
show_error(Adder(1), 2)
(a::Adder)(y::Int) = y
show_error(Adder(1), "s")
show_error(3, 4)
