# Prints the table `parameters.txt`: for argument tuples and signatures among the types of relations.txt, by number,
# the values that real Julia finds for the signature's variables (`?` for one that the arguments do not determine). Run after
# relations.jl, in its folder:
#   julia parameters.jl > parameters.txt
redirect_stdout(open("/dev/null", "w")) do
    include("relations.jl")
end
const MORE = ["Tuple{Type{T},Vector{S}} where {T<:Real,S<:AbstractString}", "Tuple{Vector{T},Vararg{T}} where T", "Tuple{AbstractArray{T,N}} where {T,N}",
    "Tuple{Dict{K,V},K} where {K,V}", "Tuple{Pair{A,B}} where {B,A}", "Tuple{Type{Vector{T}}} where T", "Tuple{T} where T", "Tuple{T} where T<:Integer",
    "Tuple{Union{T,Nothing}} where T", "Tuple{Union{Vector{T},T}} where T", "Tuple{Vararg{T,N}} where {T,N}", "Tuple{Shape{T}} where T", "Tuple{Shape{Vector{T}}} where T",
    "Tuple{Tuple{Vararg{T,N}}} where {T,N}", "Tuple{Tuple{A,B}} where {A,B}", "Tuple{Tuple{A,Vararg{B}}} where {A,B}", "Tuple{V} where {T,V<:AbstractVector{T}}",
    "Tuple{A,T} where {T,A<:AbstractArray{T}}", "Tuple{Type{T},S} where {T,S<:T}", "Tuple{NamedTuple{N,T}} where {N,T}", "Tuple{Ref{T}} where T"]
const ARGS_ = ["Tuple{Vector{Int64}}", "Tuple{Matrix{Float64}}", "Tuple{Vector{Int64},Int64,Int64}", "Tuple{Dict{String,Int64},String}", "Tuple{Pair{Int64,String}}",
    "Tuple{Type{Vector{Int64}}}", "Tuple{Int64}", "Tuple{Nothing}", "Tuple{Circle{Int64}}", "Tuple{Box{Int64,2}}", "Tuple{Tuple{Int64,Int64}}", "Tuple{Tuple{}}",
    "Tuple{Tuple{Int64,String}}", "Tuple{Vector{Int64},Int64}", "Tuple{Type{Int64},Int64}", "Tuple{Type{Integer},Int64}", "Tuple{Type{Int64},Vector{String}}",
    "Tuple{NamedTuple{(:a,),Tuple{Int64}}}", "Tuple{Ptr{Int64}}", "Tuple{Type{Int64}}", "Tuple{Vector{Any}}", "Tuple{Vector{Vector{Int64}}}", "Tuple{Vector}", "Tuple{Real}",
    "Tuple{Vector{<:Integer}}", "Tuple{Union{Int64,String}}"]
show_value(v) = v isa TypeVar ? "?" : try sexpr(v) catch; nothing end
sigs = [values; [eval(Meta.parse(t)) for t in MORE]]
args = [values; [eval(Meta.parse(t)) for t in ARGS_]]
empty!(lines)
for (t, v) in [zip(MORE, sigs[length(values)+1:end])...; zip(ARGS_, args[length(values)+1:end])...]
    println("type ", sexpr(v), " # ", t)
end
for (i, a) in enumerate(args), (j, s) in enumerate(sigs)
    a isa DataType && a <: Tuple && s isa UnionAll && a <: s && unwrap_unionall(s) isa DataType && unwrap_unionall(s) <: Tuple || continue
    env = ccall(:jl_type_intersection_with_env, Any, (Any, Any), a, s)[2]
    shown = map(show_value, collect(env))
    any(x -> x === nothing, shown) && continue
    k = i > length(values) ? i + length(MORE) : i
    println("env ", k, " ", j, " (list ", join(shown, " "), ") # ", a, " in ", s)
end
