# Tuples.

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
map(f, t::Tuple, s::Tuple) = (f(t[1], s[1]), map(f, tail(t), tail(s))...)
sum(t::Tuple) = +(t...)
eltype(::Type{Tuple{}}) = Union{}
eltype(T::Type{<:Tuple}) = tuple_eltype(T, Val(1))
tuple_eltype(T, ::Val{i}) where {i} = i == fieldcount(T) ? fieldtype(T, i) : collected_type(fieldtype(T, i), tuple_eltype(T, Val(i + 1)))

show(io::IO, ::Tuple{}) = print(io, "()")
show(io::IO, t::Tuple{Any}) = (print(io, "("); show(io, t[1]); print(io, ",)"))
function show(io::IO, t::Tuple)
    print(io, "(")
    show(io, t[1])
    show_rest(io, tail(t)...)
    print(io, ")")
end
show_rest(io) = nothing
show_rest(io, x, rest...) = (print(io, ", "); show(io, x); show_rest(io, rest...))
