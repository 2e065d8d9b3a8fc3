# Broadcasting: `f.(x, y)` is a tree of lazy calls, which `materialize` turns into one loop.
#
# Every leaf is an array, a tuple, or a wrapped single value. Where all arrays have the result's size the loop runs
# over positions; otherwise over indices, an index being 1 in each dimension in which a leaf has size 1.

struct ScalarStyle end
struct TupleStyle end
struct ArrayStyle end
style_join(::ScalarStyle, ::ScalarStyle) = ScalarStyle()
style_join(::ScalarStyle, ::TupleStyle) = TupleStyle()
style_join(::TupleStyle, ::ScalarStyle) = TupleStyle()
style_join(::TupleStyle, ::TupleStyle) = TupleStyle()
style_join(a, b) = ArrayStyle()

struct Broadcasted{S, F, A}
    style::S
    f::F
    args::A
end
# A value that is the same everywhere.
struct Single{T}
    value::T
end
style_of(::AbstractArray) = ArrayStyle()
style_of(::Tuple) = TupleStyle()
style_of(::Single) = ScalarStyle()
style_of(b::Broadcasted) = b.style
style_all() = ScalarStyle()
style_all(x) = style_of(x)
style_all(x, rest...) = style_join(style_of(x), style_all(rest...))

broadcastable(x::AbstractArray) = x
broadcastable(x::Tuple) = x
broadcastable(x::Broadcasted) = x
broadcastable(x::Union{Number, AbstractString, AbstractChar, Symbol, Function, Nothing, Pair, Val, IO, Exception}) = Single(x)
broadcastable(x::Type) = SingleType{x}()
broadcastable(x::Union{NamedTuple, AbstractDict}) = throw_reserved()
broadcastable(::Missing) = Single(missing)
broadcastable(x::Ref) = Single(x[])
broadcastable(x) = collect(x)
@noinline throw_reserved() = throw(ArgumentError("broadcasting over dictionaries and `NamedTuple`s is reserved"))
struct SingleType{T} end
style_of(::SingleType) = ScalarStyle()

# A type as a function, so that it stays known.
struct Construct{T} end
(::Construct{T})(args...) where {T} = T(args...)
broadcasted(::Type{T}, args...) where {T} = broadcasted_of(Construct{T}(), map(leaf, args))
broadcasted(f, args...) = broadcasted_of(f, map(leaf, args))
# A program's own method of `broadcastable` may give a `Ref`.
leaf(x) = settled(broadcastable(x))
settled(x) = x
settled(x::Ref) = Single(x[])
broadcasted_of(f, args) = Broadcasted(style_all(args...), f, args)

# A function with its keywords fixed, for `f.(x; k = v)`.
struct WithKeywords{F, K}
    f::F
    keywords::K
end
(w::WithKeywords)(args...) = kwcall(w.keywords, w.f, args...)

and_then(a, b) = a && b
or_else(a, b) = a || b

# Sizes.
shape_of(a::AbstractArray) = size(a)
shape_of(t::Tuple) = (length(t),)
shape_of(::Single) = ()
shape_of(::SingleType) = ()
shape_of(b::Broadcasted) = shape_all(b.args...)
shape_all() = ()
shape_all(x) = shape_of(x)
shape_all(x, rest...) = shape_join(shape_of(x), shape_all(rest...))
shape_join(::Tuple{}, ::Tuple{}) = ()
shape_join(a::Tuple, ::Tuple{}) = a
shape_join(::Tuple{}, b::Tuple) = b
shape_join(a::Tuple, b::Tuple) = (length_join(a[1], b[1]), shape_join(tail(a), tail(b))...)
length_join(a::Int, b::Int) = a == b ? a : a == 1 ? b : b == 1 ? a : throw_broadcast_lengths(a, b)
@noinline throw_broadcast_lengths(a, b) = throw(DimensionMismatch(string("arrays could not be broadcast to a common size; got a dimension with lengths ", a, " and ", b)))

# Whether all leaves have this size, so that one position fits all of them.
is_even(a::AbstractArray, shape) = size(a) == shape
is_even(t::Tuple, shape) = shape == (length(t),)
is_even(::Single, shape) = true
is_even(::SingleType, shape) = true
is_even(b::Broadcasted, shape) = all_even(shape, b.args...)
all_even(shape) = true
all_even(shape, x, rest...) = is_even(x, shape) && all_even(shape, rest...)

# The value at a position.
@inline at_position(a::AbstractArray, i) = @inbounds a[i]
@inline at_position(t::Tuple, i) = t[i]
@inline at_position(s::Single, i) = s.value
@inline at_position(::SingleType{T}, i) where {T} = T
@inline at_position(b::Broadcasted, i) = call_at(b.f, i, b.args)
@inline call_at(f, i, args::Tuple{Any}) = f(at_position(args[1], i))
@inline call_at(f, i, args::Tuple{Any, Any}) = f(at_position(args[1], i), at_position(args[2], i))
@inline call_at(f, i, args::Tuple) = f(all_at(i, args...)...)
@inline all_at(i) = ()
@inline all_at(i, x, rest...) = (at_position(x, i), all_at(i, rest...)...)

# An array with what one step in each dimension adds to the position: nothing where its size is 1.
struct Extruded{A, S}
    array::A
    strides::S
end
extrude(a::AbstractArray) = Extruded(a, strides_of(size(a), 1))
extrude(x) = x
extrude(b::Broadcasted) = Broadcasted(b.style, b.f, extrude_all(b.args...))
extrude_all() = ()
extrude_all(x, rest...) = (extrude(x), extrude_all(rest...)...)
strides_of(::Tuple{}, n) = ()
strides_of(size::Tuple, n) = (size[1] == 1 ? 0 : n, strides_of(tail(size), n * size[1])...)
@inline offset_at(::Tuple{}, I) = 0
@inline offset_at(strides::Tuple, I) = (I[1] - 1) * strides[1] + offset_at(tail(strides), tail(I))

# The value at indices, one for each dimension.
@inline at_indices(a::Extruded, I) = @inbounds a.array[1 + offset_at(a.strides, I)]
@inline at_indices(t::Tuple, I) = t[length(t) == 1 ? 1 : I[1]]
@inline at_indices(s::Single, I) = s.value
@inline at_indices(::SingleType{T}, I) where {T} = T
@inline at_indices(b::Broadcasted, I) = call_at_indices(b.f, I, b.args)
@inline call_at_indices(f, I, args::Tuple{Any}) = f(at_indices(args[1], I))
@inline call_at_indices(f, I, args::Tuple{Any, Any}) = f(at_indices(args[1], I), at_indices(args[2], I))
@inline call_at_indices(f, I, args::Tuple) = f(all_at_indices(I, args...)...)
@inline all_at_indices(I) = ()
@inline all_at_indices(I, x, rest...) = (at_indices(x, I), all_at_indices(I, rest...)...)

# The indices of a position.
indices_of(shape::Tuple{}, i) = ()
indices_of(shape::Tuple{Int}, i) = (i,)
function indices_of(shape::Tuple, i)
    n = shape[1]
    n == 0 && return (i, indices_of(tail(shape), 1)...)
    k = div(i - 1, n)
    (i - k * n, indices_of(tail(shape), k + 1)...)
end

materialize(x) = x
materialize(b::Broadcasted) = materialize_as(b.style, b)
materialize_as(::ScalarStyle, b) = at_position(b, 1)
materialize_as(::TupleStyle, b) = tuple_from(b, shape_of(b)[1], Val(1))
# A tuple's length is part of its type, so this unrolls.
tuple_from(b, n, v::Val) = broadcast_tuple(b, longest(b), v)
broadcast_tuple(b, ::Val{n}, ::Val{i}) where {n, i} = i > n ? () : (at_indices(b, (i,)), broadcast_tuple(b, Val(n), Val(i + 1))...)
longest(t::Tuple) = Val(length(t))
longest(::Single) = Val(1)
longest(::SingleType) = Val(1)
longest(b::Broadcasted) = longest_of(b.args...)
longest_of(x) = longest(x)
longest_of(x, rest...) = longer(longest(x), longest_of(rest...))
longer(::Val{a}, ::Val{b}) where {a, b} = a == 1 ? Val(b) : Val(a)

function materialize_as(::ArrayStyle, b)
    shape = shape_of(b)
    first = first_value(b, shape)
    T = Core.iterated_type(first)
    first === nothing && return broadcast_result(T, shape)
    x = first[1]
    a = broadcast_result(typeof(x), shape)
    @inbounds a[1] = x
    if is_even(b, shape)
        fill_even(a, b, 2)
    else
        fill_uneven(a, extrude(b), shape, 2)
    end
end
# The first value in a pair, or nothing where there is none.
first_value(b, shape) = elements_in(shape) == 0 ? nothing : (at_position(b, 1), 1)
elements_in(::Tuple{}) = 1
elements_in(shape::Tuple) = shape[1] * elements_in(tail(shape))
broadcast_result(::Type{T}, shape::Tuple{Int}) where {T} = Array{T, 1}(undef, shape[1])
broadcast_result(::Type{T}, shape::Tuple{Int, Int}) where {T} = Array{T, 2}(undef, shape[1], shape[2])
broadcast_result(::Type{T}, shape::Tuple) where {T} = Array{T, length(shape)}(undef, shape)

function fill_even(a::AbstractArray{T}, b, start) where {T}
    for i in start:length(a)
        x = at_position(b, i)
        if x isa T
            @inbounds a[i] = x
        else
            wider = widened_copy(a, x, i)
            return fill_even(wider, b, i + 1)
        end
    end
    a
end
function fill_uneven(a::AbstractArray{T, 2}, b, shape::Tuple{Int, Int}, start) where {T}
    m, n = shape
    i = start
    while i <= m * n
        j = div(i - 1, m)
        for k in i-j*m:m
            x = at_indices(b, (k, j + 1))
            if x isa T
                @inbounds a[k, j + 1] = x
            else
                wider = widened_copy(a, x, k + j * m)
                return fill_uneven(wider, b, shape, k + j * m + 1)
            end
        end
        i = (j + 1) * m + 1
    end
    a
end
function fill_uneven(a::AbstractArray{T}, b, shape, start) where {T}
    for i in start:length(a)
        x = at_indices(b, indices_of(shape, i))
        if x isa T
            @inbounds a[i] = x
        else
            wider = widened_copy(a, x, i)
            return fill_uneven(wider, b, shape, i + 1)
        end
    end
    a
end
# The first `i - 1` values of `a` and then `x`, in an array that can hold both.
function widened_copy(a::AbstractArray{T}, x, i) where {T}
    wider = broadcast_result(promote_typejoin(T, typeof(x)), size(a))
    for k in 1:i-1
        wider[k] = a[k]
    end
    wider[i] = x
    wider
end

# `a .= b`.
function materialize!(a::AbstractArray, b)
    values = leaf(b)
    shape = size(a)
    check_fits(shape, shape_of(values))
    fill_from(a, unaliased(a, values), shape)
    a
end
function fill_from(a, b, shape)
    if IndexStyle(a) === IndexLinear() && is_even(b, shape)
        for i in 1:length(a)
            @inbounds a[i] = at_position(b, i)
        end
    else
        fill_uneven_into(a, extrude(b), shape)
    end
    nothing
end
function fill_uneven_into(a, b, shape)
    for i in 1:length(a)
        @inbounds a[i] = at_indices(b, indices_of(shape, i))
    end
end
function fill_uneven_into(a, b, shape::Tuple{Int, Int})
    m, n = shape
    for j in 1:n
        for i in 1:m
            @inbounds a[i, j] = at_indices(b, (i, j))
        end
    end
end
check_fits(::Tuple{}, ::Tuple{}) = nothing
check_fits(shape::Tuple, ::Tuple{}) = nothing
check_fits(::Tuple{}, values::Tuple) = fits_one(values) || throw_broadcast_extent()
fits_one(::Tuple{}) = true
fits_one(t::Tuple) = t[1] == 1 && fits_one(tail(t))
function check_fits(shape::Tuple, values::Tuple)
    values[1] == shape[1] || values[1] == 1 || throw_destination(shape[1], values[1])
    check_fits(tail(shape), tail(values))
end
@noinline throw_destination(n, m) = throw(DimensionMismatch(string("array could not be broadcast to match destination")))
@noinline throw_broadcast_extent() = throw(DimensionMismatch("cannot broadcast array to have fewer non-singleton dimensions"))
# A source that shows elements of the destination is copied first, unless it is the destination itself, whose elements
# are read just before they are written.
unaliased(to, x) = x
unaliased(to, b::Broadcasted) = Broadcasted(b.style, b.f, map(x -> unaliased(to, x), b.args))
unaliased(to, a::AbstractArray) = collect(a)
unaliased(to, a::AbstractRange) = a
unaliased(to, a::Array) = a !== to && shares_elements(to, a) ? copy(a) : a
unaliased(to, v::SubArray) = v !== to && shares_elements(to, v) ? make_view(copy(v.parent), v.indices) : v
shares_elements(a, b) = a === b
shares_elements(a::Array, b::Array) = getfield(a, :memory) === getfield(b, :memory)
shares_elements(a::SubArray, b) = shares_elements(a.parent, b)
shares_elements(a::SubArray, b::SubArray) = shares_elements(a.parent, b) || is_index(a, b.indices...)
shares_elements(a, b::SubArray) = shares_elements(a, b.parent) || is_index(a, b.indices...)
# Whether an array is one of a view's lists of indices.
is_index(a) = false
is_index(a, x, rest...) = (x isa Array && shares_elements(a, x)) || is_index(a, rest...)

# What `a[i, j] .= b` writes to.
dotview(a, indices...) = getindex(a, indices...)
dotview(a::AbstractArray, indices...) = view(a, indices...)
dotview(a::AbstractArray, indices::Number...) = getindex(a, indices...)

broadcast(f, args...) = materialize(broadcasted(f, args...))
broadcast!(f, a, args...) = materialize!(a, broadcasted(f, args...))

# Ranges stay ranges where they can.
broadcasted(::typeof(+), r::AbstractUnitRange{<:Integer}, x::Integer) = first(r)+x:last(r)+x
broadcasted(::typeof(+), x::Integer, r::AbstractUnitRange{<:Integer}) = x+first(r):x+last(r)
broadcasted(::typeof(-), r::AbstractUnitRange{<:Integer}, x::Integer) = first(r)-x:last(r)-x
broadcasted(::typeof(+), r::OrdinalRange{<:Integer}, x::Integer) = first(r)+x:step(r):last(r)+x
broadcasted(::typeof(+), x::Integer, r::OrdinalRange{<:Integer}) = x+first(r):step(r):x+last(r)
broadcasted(::typeof(-), r::OrdinalRange{<:Integer}, x::Integer) = first(r)-x:step(r):last(r)-x
broadcasted(::typeof(-), x::Integer, r::OrdinalRange{<:Integer}) = x-first(r):-step(r):x-last(r)
broadcasted(::typeof(-), r::OrdinalRange{<:Integer}) = -first(r):-step(r):-last(r)
broadcasted(::typeof(+), r::OrdinalRange{<:Integer}) = r
broadcasted(::typeof(*), r::OrdinalRange{<:Integer}, x::Integer) = range_times(r, x)
broadcasted(::typeof(*), x::Integer, r::OrdinalRange{<:Integer}) = range_times(r, x)
range_times(r, x) = first(r)*x:step(r)*x:last(r)*x
function broadcasted(::typeof(+), r::OrdinalRange{<:Integer}, s::OrdinalRange{<:Integer})
    check_range_lengths(r, s)
    first(r)+first(s):step(r)+step(s):last(r)+last(s)
end
function broadcasted(::typeof(-), r::OrdinalRange{<:Integer}, s::OrdinalRange{<:Integer})
    check_range_lengths(r, s)
    first(r)-first(s):step(r)-step(s):last(r)-last(s)
end
check_range_lengths(r, s) = length(r) == length(s) || throw(DimensionMismatch(string("argument dimensions must match: length of r1 is ", length(r), ", length of r2 is ", length(s))))

# What indexing means under `@views`.
maybeview(a, indices...) = getindex(a, indices...)
maybeview(a::AbstractArray, indices...) = view(a, indices...)
maybeview(a::AbstractArray, indices::Number...) = getindex(a, indices...)
