# The fields of types as values: `T.parameters`, `T.name`, `T.super`, `T.types`; of unions `a` and `b`.

struct SimpleVector
    items::Vector{Any}
end
const svec_of = SimpleVector
length(v::SimpleVector) = length(v.items)
getindex(v::SimpleVector, i::Integer) = v.items[i]
getindex(v::SimpleVector, i::AbstractArray) = SimpleVector(v.items[i])
iterate(v::SimpleVector) = iterate(v.items)
iterate(v::SimpleVector, state) = iterate(v.items, state)
eltype(::Type{SimpleVector}) = Any
firstindex(v::SimpleVector) = 1
lastindex(v::SimpleVector) = length(v.items)
keys(v::SimpleVector) = OneTo(length(v))
isempty(v::SimpleVector) = isempty(v.items)
==(v::SimpleVector, w::SimpleVector) = v.items == w.items
hash(v::SimpleVector, h::UInt) = hash(v.items, h)
function show(io::IO, v::SimpleVector)
    print(io, "svec(")
    for i in 1:length(v)
        i > 1 && print(io, ", ")
        show(io, v[i])
    end
    print(io, ")")
end
function simple_vector(list)
    items = Any[]
    for i in 1:length(list)
        push!(items, list[i])
    end
    SimpleVector(items)
end

# What all types of one name share.
struct TypeName
    name::Symbol
    wrapper::Any
end
function show(io::IO, t::TypeName)
    print(io, "typename(", t.name, ")")
end
typename(T::Type) = TypeName(Core.type_query(T, :name)[1], Core.type_query(T, :wrapper))

function getproperty(T::DataType, name::Symbol)
    name === :parameters && return simple_vector(Core.type_query(T, :parameters))
    name === :name && return typename(T)
    name === :super && return supertype(T)
    name === :types && return simple_vector(Core.type_query(T, :fieldtypes))
    getfield(T, name)
end
function getproperty(T::Union, name::Symbol)
    members = Core.type_query(T, :members)
    name === :a && return members[1]
    if name === :b
        rest = Any[]
        for i in 2:length(members)
            push!(rest, members[i])
        end
        return Core._apply(6, Core.apply_type, Union, (rest...,))
    end
    getfield(T, name)
end
