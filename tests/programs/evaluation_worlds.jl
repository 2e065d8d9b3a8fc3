# What a function means to a caller is settled when the caller is called.
f() = 1
function g()
    a = f()
    @eval f() = 2
    b = f()
    (a, b, Base.invokelatest(f))
end
println(g(), " ", f())
function h(n)
    s = 0
    for i in 1:n
        s += f()
        if i == 2
            @eval f() = 10
        end
    end
    s
end
println(h(4), " ", h(4))
value(x) = "any"
show_value(x) = value(x)
println(show_value(1), " ", show_value(1.5))
value(x::Int) = "int"
println(show_value(1), " ", show_value(1.5))
value(x::Float64) = "float"
println(show_value(1), " ", show_value(1.5), " ", map(show_value, (1, 2.0, "s")))
for k in 1:3
    @eval made(x) = x + $k
    println(Base.invokelatest(made, 10))
end
Base.:+(a::String, b::String) = a * b
twice(x) = x + x
println(twice("ab"), twice(2), twice(1.5))
