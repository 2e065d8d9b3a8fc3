# Union types, nothing and missing in data.
readings = [1.5, missing, 2.5, missing, 4.0]
println(readings, " ", sum(skipmissing(readings)), " ", count(ismissing, readings), " ", collect(skipmissing(readings)))
println(missing + 1, " ", missing == missing, " ", isequal(missing, missing), " ", missing & false, " ", missing | true, " ", ismissing(missing * 2))
println(coalesce(missing, 5), " ", coalesce(missing, missing), " ", coalesce.(readings, 0.0), " ", isless(1, missing))
average(v) = (s = collect(skipmissing(v)); isempty(s) ? missing : sum(s) / length(s))
println(average(readings), " ", average([missing]), " ", average([1, 2]))
function find_user(id)::Union{String,Nothing}
    id == 1 ? "ann" : id == 2 ? "bob" : nothing
end
for id in 1:3
    u = find_user(id)
    println(id, " ", u === nothing ? "(unknown)" : uppercase(u), " ", isnothing(u), " ", something(u, "guest"))
end
const Scalar = Union{Int,Float64,String}
double(x::Scalar) = x isa String ? x * x : 2x
println(double(2), " ", double(1.5), " ", double("ab"), " ", Int <: Scalar, " ", Char <: Scalar)
v = Union{Int,Nothing}[1, nothing, 3]
println(v, " ", filter(!isnothing, v), " ", sum(x -> x === nothing ? 0 : x, v), " ", findall(isnothing, v), " ", count(x -> x isa Int, v))
v[1] = nothing
push!(v, 9)
println(v, " ", [something(x, -1) for x in v], " ", replace(v, nothing => 0))
mixed = Any[1, 2.5, "three", 'c', nothing, missing, :sym, [1, 2], (1, "x")]
for x in mixed
    print(typeof(x) <: Number ? "number " : x isa AbstractString ? "string " : x === nothing ? "nothing " : x isa Missing ? "missing " : "other ")
end
println()
println(mixed)
mutable struct Chain
    value::Int
    next::Union{Chain,Nothing}
end
c = Chain(1, Chain(2, Chain(3, nothing)))
function total(c)
    s = 0
    while c !== nothing
        s += c.value
        c = c.next
    end
    s
end
println(total(c), " ", total(nothing), " ", c.next.next.next === nothing)
println(sort([3, missing, 1]), " ", maximum(skipmissing([3, missing, 7])), " ", any(ismissing, [1, 2]), " ", [1, missing] |> eltype == Union{Int,Missing})
println(tryparse(Int, "12"), " ", tryparse(Int, "x") === nothing, " ", nothing === nothing, " ", string(nothing), " ", Union{} <: Int)
println(Some(nothing), " ", something(nothing, Some(nothing)) === nothing, " ", Some(3).value)
