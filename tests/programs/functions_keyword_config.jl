# Settings by keyword: defaults that depend on each other, splatting, overrides, structs with keywords, required ones.
Base.@kwdef struct Server
    host::String = "localhost"
    port::Int = 8080
    tags::Vector{Symbol} = Symbol[]
    url::String = "http://$host:$port"
end
Base.@kwdef mutable struct Job{T}
    name::String
    payload::T
    retries::Int = 3
end
println(Server(), " ", Server(port = 80, tags = [:a]).url, " ", Server("h", 1, [], "u").host)
j = Job(name = "x", payload = [1, 2])
j.retries -= 1
println(j.name, j.payload, j.retries, " ", typeof(j) == Job{Vector{Int}})
try
    Job(name = "y")
catch e
    println(typeof(e), " ", e isa UndefKeywordError ? e.var : "")
end
window(; width = 10, height = width * 2, area = width * height) = (width, height, area)
println(window(), window(width = 3), window(height = 1), window(area = 0, width = 1))
draw(x, y = x; color = "black", kw...) = string("(", x, ",", y, ") ", color, isempty(kw) ? "" : " " * join(["$k=$v" for (k, v) in sort(collect(kw), by = p -> string(p[1]))], ";"))
println(draw(1), " | ", draw(1, 2, color = "red"), " | ", draw(0; b = 2, a = 1), " | ", draw(3; (color = "blue", z = 0)...), " | ", draw(4; Dict(:q => 9)...))
defaults = (color = "green", width = 2)
options(; kw...) = merge(defaults, values(kw))
println(options(), options(width = 5), options(extra = true), keys(options(a = 1)), " ", options(color = :red).color)
required(; a, b = 2) = a + b
println(required(a = 1), " ", required(; a = 1, b = 1))
for f in (() -> required(), () -> required(a = 1, c = 3), () -> draw(), () -> Server(prt = 1))
    try
        f()
    catch e
        println(typeof(e))
    end
end
apply(f, args...; kw...) = f(args...; kw...)
println(apply(draw, 5; color = "c"), " ", apply(round, 3.14159; digits = 2), " ", apply(sort, [3, 1, 2]; rev = true), " ", apply(string, 255; base = 16))
wrap(f; prefix = "<", suffix = ">") = (args...; kw...) -> prefix * string(f(args...; kw...)) * suffix
println(wrap(+)(1, 2), " ", wrap(round; prefix = "[", suffix = "]")(2.71828, digits = 1))
a, color = 7, "yellow"
println(draw(a; color = color), " ", draw(a; :color => "pair"), " ", (; a = a, color = color))
struct Options
    values::Dict{Symbol,Any}
    Options(; kw...) = new(Dict{Symbol,Any}(kw...))
end
Base.getproperty(o::Options, k::Symbol) = getfield(o, :values)[k]
Base.propertynames(o::Options) = sort!(collect(keys(getfield(o, :values))))
Base.setproperty!(o::Options, k::Symbol, v) = getfield(o, :values)[k] = v
o = Options(depth = 3, name = "tree")
o.width = 1.5
println(o.depth, o.name, o.width, " ", propertynames(o))
typed(; n::Int = 1, s::Union{String,Nothing} = nothing) = (n, s)
println(typed(), typed(n = 2, s = "x"))
try
    typed(n = "no")
catch e
    println(typeof(e))
end
positional_or(x; by = identity, init = 0) = init + by(x)
println(positional_or(3), positional_or(3, by = abs2), positional_or(-3, by = abs, init = 10), " ", map(x -> positional_or(x; by = y -> y + 1), 1:3))
count_calls = 0
default!() = (global count_calls += 1)
lazy(; x = default!()) = x
println(lazy(), lazy(x = 100), lazy(), " ", count_calls)
nested(; outer = (inner = 1,)) = outer.inner
println(nested(), nested(outer = (inner = 5, more = 2)), " ", (p -> p.x)((x = 1, y = 2)), " ", [kw for kw in pairs((a = 1, b = 2))])
