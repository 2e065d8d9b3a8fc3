# Tuples.

const NTuple{N, T} = Tuple{Vararg{T, N}}

getindex(t::Tuple, i::Int) = getfield(t, i)
getindex(t::Tuple, i::Integer) = getfield(t, Int(i))
getindex(t::Tuple, r::AbstractArray{<:Integer}) = tuple_of(t, r, length(r))
getindex(t::Tuple, ::Colon) = t
function tuple_of(t, indices, n)
    n == 0 && return ()
    chosen = Array{Any, 1}(undef, 0)
    for i in indices
        push!(chosen, t[i])
    end
    (chosen...,)
end
length(t::Tuple) = nfields(t)
firstindex(t::Tuple) = 1
lastindex(t::Tuple) = length(t)
first(t::Tuple) = t[1]
last(t::Tuple) = t[length(t)]
isempty(t::Tuple) = length(t) == 0
isempty(::Tuple{}) = true
iterate(t::Tuple) = iterate(t, 1)
iterate(t::Tuple, i::Int) = (1 <= i) & (i <= length(t)) ? (getfield(t, i), i + 1) : nothing
iterate(t::Tuple{}) = nothing

# Destructuring. Tuples know the element's position; anything else is iterated.
indexed_iterate(t::Tuple, i::Int) = (getfield(t, i), i + 1)
indexed_iterate(t::Tuple, i::Int, state) = (getfield(t, i), i + 1)
indexed_iterate(x, i) = indexed_pair(x, i, iterate(x))
indexed_iterate(x, i, state) = indexed_pair(x, i, iterate(x, state))
indexed_pair(x, i, next) = next === nothing ? throw(BoundsError(x, i)) : next

==(a::Tuple, b::Tuple) = length(a) == length(b) && tuples_equal(a, b)
tuples_equal(::Tuple{}, ::Tuple{}) = true
tuples_equal(a::Tuple, b::Tuple) = a[1] == b[1] && tuples_equal(tail(a), tail(b))
isequal(a::Tuple, b::Tuple) = length(a) == length(b) && tuples_isequal(a, b)
tuples_isequal(::Tuple{}, ::Tuple{}) = true
tuples_isequal(a::Tuple, b::Tuple) = isequal(a[1], b[1]) && tuples_isequal(tail(a), tail(b))
isless(::Tuple{}, ::Tuple{}) = false
isless(::Tuple{}, ::Tuple) = true
isless(::Tuple, ::Tuple{}) = false
isless(a::Tuple, b::Tuple) = isless(a[1], b[1]) || (isequal(a[1], b[1]) && isless(tail(a), tail(b)))
<(a::Tuple, b::Tuple) = tuple_less(a, b)
tuple_less(::Tuple{}, ::Tuple{}) = false
tuple_less(::Tuple{}, ::Tuple) = true
tuple_less(::Tuple, ::Tuple{}) = false
tuple_less(a::Tuple, b::Tuple) = a[1] < b[1] || (a[1] == b[1] && tuple_less(tail(a), tail(b)))

convert(::Type{T}, t::T) where {T<:Tuple} = t
convert(::Type{T}, t::Tuple) where {T<:Tuple} = t isa T ? t : convert_elements(T, t, Val(1))
function convert_elements(T, t, ::Val{i}) where {i}
    fieldcount(T) == length(t) || throw(MethodError(convert, (T, t)))
    i > length(t) ? () : (convert(fieldtype(T, i), getfield(t, i)), convert_elements(T, t, Val(i + 1))...)
end

tail(t::Tuple) = drop_first(t...)
drop_first(x, rest...) = rest
front(t::Tuple{Any}) = ()
front(t::Tuple) = (t[1], front(tail(t))...)
reverse(::Tuple{}) = ()
reverse(t::Tuple) = (reverse(tail(t))..., t[1])
map(f, ::Tuple{}) = ()
map(f, t::Tuple) = (f(t[1]), map(f, tail(t))...)
map(f, ::Tuple{}, ::Tuple{}) = ()
map(f, ::Tuple{}, ::Tuple) = ()
map(f, ::Tuple, ::Tuple{}) = ()
map(f, s::Tuple, t::Tuple) = (f(s[1], t[1]), map(f, tail(s), tail(t))...)
map(f, s::Tuple, t::Tuple, rest::Tuple...) = isempty(s) || isempty(t) || any(isempty, rest) ? () : (f(s[1], t[1], map(first, rest)...), map(f, tail(s), tail(t), map(tail, rest)...)...)
eltype(::Type{Tuple{}}) = Union{}
eltype(::Type{NTuple{N, T}}) where {N, T} = T
eltype(::Type{T}) where {T<:Tuple} = isconcretetype(T) ? tuple_eltype(T, 1) : open_eltype(T)
# A type that ends in any number of elements is asked for its parameters.
function open_eltype(T)
    T isa DataType || return Any
    parameters = Core.type_query(T, :parameters)
    n = length(parameters)
    n == 0 && return Union{}
    is_open = !(parameters[n] isa Type)
    n == 1 && is_open && return fieldtype(T, 1)
    joined = Union{}
    for i in 1:n
        joined = promote_typejoin(joined, fieldtype(T, i))
    end
    joined
end
tuple_eltype(T, i) = i > fieldcount(T) ? Union{} : (i == fieldcount(T) ? fieldtype(T, i) : promote_typejoin(fieldtype(T, i), tuple_eltype(T, i + 1)))
keys(t::Tuple) = OneTo(length(t))
eachindex(t::Tuple) = OneTo(length(t))
keys(s::Tuple, t::Tuple...) = OneTo(max(length(s), map(length, t)...))
axes(t::Tuple) = (OneTo(length(t)),)
size(t::Tuple, d::Integer) = d == 1 ? length(t) : throw(ArgumentError("invalid tuple dimension " * string(d)))
ndims(::Tuple) = 1
setindex(t::Tuple, x, i::Integer) = 1 <= i <= length(t) ? ntuple(k -> k == i ? x : t[k], length(t)) : throw(BoundsError(t, i))
getindex(t::Tuple, mask::AbstractVector{Bool}) = length(mask) == length(t) ? t[findall(mask)] : throw(BoundsError(t, mask))

ntuple(f, ::Val{0}) = ()
ntuple(f, ::Val{1}) = (f(1),)
ntuple(f, ::Val{2}) = (f(1), f(2))
ntuple(f, ::Val{3}) = (f(1), f(2), f(3))
ntuple(f, ::Val{4}) = (f(1), f(2), f(3), f(4))
ntuple(f, ::Val{N}) where {N} = ntuple(f, N)
function ntuple(f, n::Integer)
    n < 0 && throw(ArgumentError(string("tuple length should be ≥ 0, got ", n)))
    n == 0 ? () :
    n == 1 ? (f(1),) :
    n == 2 ? (f(1), f(2)) :
    n == 3 ? (f(1), f(2), f(3)) :
    n == 4 ? (f(1), f(2), f(3), f(4)) :
    n == 5 ? (f(1), f(2), f(3), f(4), f(5)) :
    n == 6 ? (f(1), f(2), f(3), f(4), f(5), f(6)) :
    n == 7 ? (f(1), f(2), f(3), f(4), f(5), f(6), f(7)) :
    n == 8 ? (f(1), f(2), f(3), f(4), f(5), f(6), f(7), f(8)) :
    (collect(Generator(f, 1:Int(n)))...,)
end
(::Type{Tuple})(xs::Tuple) = xs
(::Type{Tuple})(xs) = (collect(xs)...,)
(::Type{T})(x::Tuple) where {T<:Tuple} = convert(T, x)

show(io::IO, ::Tuple{}) = print(io, "()")
show(io::IO, t::Tuple{Any}) = (print(io, "("); show_part(io, typeinfo(io), t, 1); print(io, ",)"))
function show(io::IO, t::Tuple)
    info = typeinfo(io)
    print(io, "(")
    show_part(io, info, t, 1)
    show_parts_from(io, info, t, 2, tail(t))
    print(io, ")")
end
show_parts_from(io, info, t, i, ::Tuple{}) = nothing
function show_parts_from(io, info, t, i, rest::Tuple)
    print(io, ", ")
    show_part(io, info, t, i)
    show_parts_from(io, info, t, i + 1, tail(rest))
end
# Where the tuple's type is known to the reader, so are its elements' types.
knows_fields(info) = info <: Tuple && info isa DataType && (isconcretetype(info) || has_fixed_length(Core.type_query(info, :parameters)))
has_fixed_length(parameters) = length(parameters) > 0 && parameters[length(parameters)] isa Type
show_part(io, info, t, i) = info !== Any && knows_fields(info) && t isa info ? show(with_typeinfo(io, fieldtype(info, i)), t[i]) : show(io, t[i])

# The elements' texts with a separator between.
function joined_by(t, separator)
    out = ""
    for (i, x) in enumerate(t)
        out = i == 1 ? string(x) : string(out, separator, x)
    end
    out
end
