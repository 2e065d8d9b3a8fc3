# Named tuples, and what calls and definitions with keywords need of them. The names are part of the type.

NamedTuple() = Core.named_tuple()
NamedTuple(pairs) = named_tuple_of(pairs)
NamedTuple{names}(values::T) where {names, T<:Tuple} = Core._new(NamedTuple{names, T}, values...)
NamedTuple{names}(values) where {names} = NamedTuple{names}(tuple(values...))
NamedTuple{names}(nt::NamedTuple) where {names} = select_names(nt, names)
NamedTuple{names, T}(values::Tuple) where {names, T<:Tuple} = Core._new(NamedTuple{names, T}, convert(T, values)...)
select_names(nt::NamedTuple, names) = Core.select_names(nt, names...)

length(nt::NamedTuple) = nfields(nt)
isempty(nt::NamedTuple) = nfields(nt) == 0
firstindex(nt::NamedTuple) = 1
lastindex(nt::NamedTuple) = nfields(nt)
first(nt::NamedTuple) = nt[1]
last(nt::NamedTuple) = nt[nfields(nt)]
getindex(nt::NamedTuple, i::Int) = getfield(nt, i)
getindex(nt::NamedTuple, name::Symbol) = getfield(nt, name)
getindex(nt::NamedTuple, names::Tuple{Vararg{Symbol}}) = select_names(nt, names)
getindex(nt::NamedTuple, ::Colon) = nt
iterate(nt::NamedTuple) = iterate(values(nt))
iterate(nt::NamedTuple, state) = iterate(values(nt), state)
indexed_iterate(nt::NamedTuple, i::Int) = (getfield(nt, i), i + 1)
indexed_iterate(nt::NamedTuple, i::Int, state) = (getfield(nt, i), i + 1)
keys(nt::NamedTuple{names}) where {names} = names
values(nt::NamedTuple) = (nt...,)
haskey(nt::NamedTuple, name::Symbol) = Core.has_field(typeof(nt), name)
haskey(nt::NamedTuple, i::Integer) = 1 <= i <= nfields(nt)
get(nt::NamedTuple, key, default) = haskey(nt, key) ? getfield(nt, key) : default
get(f::Function, nt::NamedTuple, key) = haskey(nt, key) ? getfield(nt, key) : f()
in(x, nt::NamedTuple) = in(x, values(nt))
eltype(::Type{NamedTuple{names, T}}) where {names, T} = eltype(T)
tail(nt::NamedTuple) = NamedTuple{tail(keys(nt))}(tail(values(nt)))
front(nt::NamedTuple) = NamedTuple{front(keys(nt))}(front(values(nt)))
map(f, nt::NamedTuple{names}) where {names} = NamedTuple{names}(map(f, values(nt)))
map(f, a::NamedTuple{names}, b::NamedTuple{names}) where {names} = NamedTuple{names}(map(f, values(a), values(b)))
collect(nt::NamedTuple) = collect(values(nt))

==(a::NamedTuple{names}, b::NamedTuple{names}) where {names} = values(a) == values(b)
==(a::NamedTuple, b::NamedTuple) = false
isequal(a::NamedTuple{names}, b::NamedTuple{names}) where {names} = isequal(values(a), values(b))
isequal(a::NamedTuple, b::NamedTuple) = false
isless(a::NamedTuple{names}, b::NamedTuple{names}) where {names} = isless(values(a), values(b))
<(a::NamedTuple{names}, b::NamedTuple{names}) where {names} = values(a) < values(b)

merge(a::NamedTuple) = a
merge(a::NamedTuple, b::NamedTuple) = Core.merge_named(a, b)
merge(a::NamedTuple, b) = Core.merge_named(a, named_tuple_of(b))
merge(a::NamedTuple, b, c, rest...) = merge(merge(a, b), c, rest...)
structdiff(a::NamedTuple, b::NamedTuple) = Core.without_names(a, keys(b)...)
structdiff(a::NamedTuple, ::Type{<:NamedTuple{names}}) where {names} = Core.without_names(a, names...)

function show(io::IO, nt::NamedTuple)
    n = nfields(nt)
    n == 0 && return write_text(io, "NamedTuple()")
    info = typeinfo(io)
    write_text(io, "(")
    for i in 1:n
        i > 1 && write_text(io, ", ")
        write_text(io, name_text(Core.fieldname(typeof(nt), i)))
        write_text(io, " = ")
        T = info <: NamedTuple && nfields(nt) == fieldcount(info) ? fieldtype(info, i) : Any
        show(IOContext{typeof(io)}(io, T), getfield(nt, i))
    end
    n == 1 && write_text(io, ",")
    write_text(io, ")")
end
# A name as it is written in source text.
name_text(s::Symbol) = String(s)

merge(a::NamedTuple, b::Pairs{Symbol}) = Core.merge_named(a, named_tuple_of(b))

# What is spliced behind the `;` of a call or in a named tuple.
named_tuple_of(nt::NamedTuple) = nt
named_tuple_of(p::Pairs{Symbol, V, I, A}) where {V, I, A<:NamedTuple} = p.data
named_tuple_of(p::Pair) = throw(MethodError(merge, (Core.named_tuple(), p)))
function named_tuple_of(itr)
    names = Array{Symbol, 1}(undef, 0)
    values = Array{Any, 1}(undef, 0)
    for (name, value) in itr
        name::Symbol
        at = 0
        for i in 1:length(names)
            names[i] === name && (at = i)
        end
        if at == 0
            push!(names, name)
            push!(values, value)
        else
            values[at] = value
        end
    end
    NamedTuple{(names...,)}((values...,))
end
named_tuple_of_pair(name::Symbol, value) = Core.named_tuple(name, value)

# What definitions with keywords call where one is missing, of another type, or unknown.
@noinline keyword_missing(name::Symbol) = throw(UndefKeywordError(name))
keyword_of_type(x, T, name) = x isa T ? x : keyword_mistyped(x, T, name)
@noinline keyword_mistyped(x, T, name) = throw(TypeError(Symbol("keyword argument"), name, T, x))
@noinline keywords_refused(given, arguments...) = throw(MethodError(kwcall, (given, arguments...)))
