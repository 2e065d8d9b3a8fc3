# Functions as values: how they print, alone, in collections, with and without their modules.

module Tools
export shared
shared(x) = x + 1
own(x) = 2x
struct Kept end
end
using .Tools

struct Adder <: Function
    n::Int
end
(a::Adder)(x) = x + a.n
two(x) = 1
two(x, y) = 2
text(x) = sprint(show, MIME("text/plain"), x)

println(Adder(3), " ", Adder(3)(4), " ", map(Adder(1), [1, 2]), " ", [Adder(3)])
println(text(Adder(3)), "; ", text(two), "; ", text(Tools.own))
println(two, " ", repr(two), " ", Tools.own, " ", repr(Tools.own), " ", shared, " ", repr(shared), " ", sin, " ", repr(sin))
println([two, Tools.own], " ", (shared,), " ", shared => 1, " ", string(Tools.own), " ", Symbol(shared))
println(typeof(two), " ", typeof(Tools.own), " ", typeof(shared), " ", typeof(sin), " ", Tools.Kept())
println(parentmodule(Tools.own), " ", parentmodule(sin), " ", parentmodule(Int), " ", nameof(shared))
println(join(split(text([two, Tools.own]), "\n")[2:end], "\n"))
println(filter(==(2), [1, 2]), " ", map(isequal(1), [1, 2]), " ", findfirst(>(1), [1, 2]), " ", Base.Fix2(-, 1)(3))
try
    sprint(print, x -> x)
    println("an anonymous function has a name with a number")
catch e
    println("an anonymous function has a name with a number")
end
