# Prints the table `relations.txt`: declarations, types, and for every pair of types whether the first is a
# subtype of the second, whether they are disjoint, and whether the first is more specific. Run by real Julia:
#   julia relations.jl > relations.txt
using Base: unwrap_unionall

abstract type Shape{T} end
struct Circle{T<:Real} <: Shape{T}; r::T; end
struct Box{T,N} <: Shape{Vector{T}}; end
struct Leaf end
const TYPES = [
    # plain and abstract
    "Any", "Union{}", "Int64", "Int8", "UInt8", "Float64", "Bool", "Integer", "Signed", "Real", "Number",
    "String", "AbstractString", "Symbol", "Nothing", "Leaf", "Function", "DataType", "UnionAll", "Union",
    # unions
    "Union{Int64,String}", "Union{Nothing,Int64}", "Union{Integer,AbstractString}", "Union{Int64,Float64,Nothing}",
    "Union{Signed,Unsigned}", "Union{Integer,AbstractFloat}",
    # parametric
    "Vector{Int64}", "Vector{Integer}", "Vector{Any}", "Vector", "Array{Int64}", "Array", "AbstractVector",
    "AbstractVector{Int64}", "AbstractArray{Int64}", "AbstractArray{<:Integer}", "Vector{<:Integer}", "Vector{<:Real}",
    "Vector{>:Int64}", "Matrix{Float64}", "Vector{Vector{Int64}}", "Vector{Vector{T} where T}", "Vector{Vector{T}} where T",
    "Vector{Union{Int64,String}}", "Union{Vector{Int64},Vector{String}}", "Vector{T} where T<:Union{Int64,String}",
    "Vector{Union{Nothing,T}} where T", "Vector{Union{Nothing,Int64}}", "Vector{<:Vector}", "Vector{<:Vector{<:Real}}",
    "Dict{String,Int64}", "Dict{String}", "Dict{K,K} where K", "Dict{K,V} where {K,V<:K}", "Dict{Symbol,Vector{Int64}}",
    "Dict{K,Vector{K}} where K", "Pair{Int64,Int64}", "Pair{T,T} where T", "Pair{T,S} where {T,S}", "Pair{Int64}",
    "Pair{<:Integer,<:Integer}", "Pair{T,T} where T<:Integer", "Pair{Vector{T},T} where T", "Pair{Vector{Int64},Int64}",
    "Shape", "Shape{Int64}", "Circle", "Circle{Int64}", "Circle{<:Integer}", "Box{Int64,2}", "Box{Int64}", "Box{T,2} where T",
    "Shape{Vector{Int64}}", "Shape{<:Vector}", "Ptr{Int64}", "Ref{Int64}", "Ref",
    # types of types
    "Type", "Type{Int64}", "Type{Integer}", "Type{<:Integer}", "Type{Vector}", "Type{Vector{Int64}}", "Type{<:Vector}",
    "Type{T} where T<:Vector{S} where S", "Type{Union{Int64,String}}", "Type{Union{}}", "Type{Any}", "Vector{Type{Int64}}",
    # tuples
    "Tuple", "Tuple{}", "Tuple{Int64}", "Tuple{Any}", "Tuple{Integer}", "Tuple{Int64,Int64}", "Tuple{Int64,String}",
    "Tuple{Any,Any}", "Tuple{Integer,Any}", "Tuple{Any,Integer}", "Tuple{Integer,Integer}", "Tuple{Int64,Float64}",
    "Tuple{T,T} where T", "Tuple{T,T} where T<:Integer", "Tuple{T,S} where {T,S}", "Tuple{T,T,T} where T",
    "Tuple{T,Vector{T}} where T", "Tuple{Int64,Vector{Int64}}", "Tuple{Integer,Vector{Int64}}", "Tuple{Any,Vector{Any}}",
    "Tuple{T,Vector{S}} where {S,T<:S}", "Tuple{Vector{T},Vector{T}} where T", "Tuple{Vector{Int64},Vector{Int64}}",
    "Tuple{Vector{Int64},Vector{String}}", "Tuple{Vector,Vector}", "Tuple{Vector{T},T,T} where T",
    "Tuple{Union{Int64,String}}", "Tuple{Union{Int64,String},Union{Int64,String}}",
    "Union{Tuple{Int64},Tuple{String}}", "Union{Tuple{Int64,Int64},Tuple{String,String}}",
    "Tuple{Vararg{Int64}}", "Tuple{Vararg{Integer}}", "Tuple{Int64,Vararg{Int64}}", "Tuple{Int64,Vararg{Any}}",
    "Tuple{Any,Vararg{Int64}}", "Tuple{Vararg{T}} where T", "Tuple{T,Vararg{T}} where T", "Tuple{Vararg{T,N}} where {T,N}",
    "Tuple{Int64,Int64,Int64}", "NTuple{3,Int64}", "NTuple{N,Int64} where N", "Tuple{Vararg{Vector{T}}} where T",
    "Tuple{Array{T,N},Vararg{Int64,N}} where {T,N}", "Tuple{Array{Int64,2},Int64,Int64}", "Tuple{Array{Int64,2},Int64}",
    "Tuple{Array,Vararg{Int64}}", "Tuple{Type{Int64},Any}", "Tuple{Type{T},T} where T", "Tuple{Type{T},T} where T<:Number",
    "Tuple{Type{<:Integer},Integer}", "Tuple{Type{Int64},Int64}", "Tuple{Type{T},Any} where T<:Integer", "Tuple{DataType,Any}",
    "Tuple{Type{Int64},Float64}", "Tuple{Type{Vector{T}},Vector{S}} where {T,S}", "Tuple{Type{Array{T}},Array{S,N}} where {T,S,N}",
    "Tuple{Nothing,Any}", "Tuple{Any,Nothing}", "Tuple{Nothing,Nothing}", "Tuple{Function,Vararg{Any}}", "Tuple{Function,AbstractArray}",
    "Tuple{Function,AbstractArray,Vararg{AbstractArray}}", "Tuple{Any,AbstractArray{T,1}} where T", "Tuple{AbstractVector{<:Number}}",
    "Tuple{AbstractArray{T,N},AbstractArray{S,N}} where {T,S,N}", "Tuple{AbstractVector,AbstractVector}",
    "Tuple{Shape}", "Tuple{Circle}", "Tuple{Circle{T},T} where T", "Tuple{Shape{T},T} where T", "Tuple{Shape{T},Shape{T}} where T",
    "Tuple{Circle{T},Circle{S}} where {T,S}", "Tuple{Real,Real}", "Tuple{Number,Number}", "Tuple{T,T} where T<:Number",
    "Tuple{T,T} where T<:Real", "Tuple{Complex,Real}", "Tuple{Bool,T} where T<:Number", "Tuple{Rational{T},Rational{T}} where T",
    "Tuple{Rational,Integer}", "Tuple{Integer,Integer,Vararg{Integer}}", "Tuple{Union{Nothing,T},T} where T",
    "Tuple{AbstractString,Vararg{AbstractString}}", "Tuple{Union{AbstractString,AbstractChar},Vararg{Union{AbstractString,AbstractChar}}}",
    "Tuple{Tuple{T,T},T} where T", "Tuple{Tuple{Int64,Int64},Int64}", "Tuple{Tuple,Any}", "Tuple{Tuple{Any,Any},Any}",
    "Vector{Tuple{Int64,String}}", "Vector{<:Tuple{Any,Any}}", "Vector{Tuple{T,T}} where T", "Ref{Tuple{Vararg{Int64}}}",
    "NamedTuple", "NamedTuple{(:a,:b),Tuple{Int64,String}}", "NamedTuple{(:a,:b)}", "NamedTuple{(:a,),Tuple{Int64}}",
    "NamedTuple{names,T} where {names,T<:Tuple{Any,Any}}",
]

const seen = Any[]
isplainvararg(x) = x isa UnionAll && x.body isa DataType && x.body.name === Vararg.body.body.name && x.body.parameters[2] === x.var && x.var.ub === Any

function sexpr(x)
    x === Union{} && return "bottom"
    isplainvararg(x) && return "(vararg $(sexpr(x.body.parameters[1])))"
    if x isa UnionAll
        if x.body isa UnionAll && unwrap_unionall(x) isa DataType && unwrap_unionall(x).name === Vararg.body.body.name
            return "(vararg any)"
        end
        return "(all $(x.var.name) $(sexpr(x.var.lb)) $(sexpr(x.var.ub)) $(sexpr(x.body)))"
    elseif x isa Union
        return "(union " * join(map(sexpr, Base.uniontypes(x)), " ") * ")"
    elseif x isa TypeVar
        return string(x.name)
    elseif x isa DataType
        if x.name === Vararg.body.body.name
            return "(vararg $(sexpr(x.parameters[1])) $(sexpr(x.parameters[2])))"
        end
        declare(x.name)
        isempty(x.parameters) && x.name !== Tuple.name && return string(":", x.name.name)
        return "(:$(x.name.name)" * join([" " * sexpr(p) for p in x.parameters]) * ")"
    elseif x isa Int
        return string(x)
    elseif x isa Symbol
        return "'$x"
    elseif x isa Tuple
        return "(value" * join([" " * sexpr(p) for p in x]) * ")"
    end
    error("no form for $x")
end

const lines = String[]
function declare(name)
    name in seen && return
    push!(seen, name)
    t = unwrap_unionall(name.wrapper)
    name === Tuple.name && return
    kind = t.abstract ? "abstract" : isprimitivetype(t) ? "primitive" : t.mutable ? "mutable" : "struct"
    vars = String[]
    for p in t.parameters
        push!(vars, "($(p.name) $(sexpr(p.lb)) $(sexpr(p.ub)))")
    end
    super = sexpr(t.super)
    push!(lines, "declare :$(name.name) $kind ($(join(vars, " "))) $super")
end

const values = [eval(Meta.parse(t)) for t in TYPES]
const forms = map(sexpr, values)
foreach(println, lines)
for (t, f) in zip(TYPES, forms)
    println("type ", f, " # ", t)
end
bits(f) = for x in values
    println(join(Int(f(x, y)) for y in values))
end
println("subtype"); bits((x, y) -> x <: y)
println("disjoint"); bits((x, y) -> typeintersect(x, y) === Union{})
println("specific"); bits((x, y) -> ccall(:jl_type_morespecific, Cint, (Any, Any), x, y) != 0)
