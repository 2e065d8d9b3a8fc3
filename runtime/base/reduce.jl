# Reductions: a function of two arguments applied along a collection.

# No initial value was given.
struct NoInit end

# Small integers are added and multiplied as Ints.
const SmallSigned = Union{Int8, Int16, Int32}
const SmallUnsigned = Union{UInt8, UInt16, UInt32}
add_sum(x, y) = x + y
add_sum(x::SmallSigned, y::SmallSigned) = Int(x) + Int(y)
add_sum(x::SmallUnsigned, y::SmallUnsigned) = UInt(x) + UInt(y)
add_sum(x::Real, y::Real) = x + y
add_sum(x::Bool, y::Bool) = Int(x) + Int(y)
mul_prod(x, y) = x * y
mul_prod(x::SmallSigned, y::SmallSigned) = Int(x) * Int(y)
mul_prod(x::SmallUnsigned, y::SmallUnsigned) = UInt(x) * UInt(y)

# What a reduction makes of one element.
reduce_first(op, x) = x
reduce_first(::typeof(+), x::Bool) = Int(x)
reduce_first(::typeof(add_sum), x) = x
reduce_first(::typeof(add_sum), x::Union{Bool, SmallSigned}) = Int(x)
reduce_first(::typeof(add_sum), x::SmallUnsigned) = UInt(x)
reduce_first(::typeof(mul_prod), x) = x
reduce_first(::typeof(mul_prod), x::AbstractChar) = string(x)
reduce_first(::typeof(*), x::AbstractChar) = string(x)
reduce_first(::typeof(mul_prod), x::SmallSigned) = Int(x)
reduce_first(::typeof(mul_prod), x::SmallUnsigned) = UInt(x)

# What a reduction makes of no element of type T.
@noinline empty_reduction() = throw(ArgumentError("reducing over an empty collection is not allowed; consider supplying `init` to the reducer"))
reduce_empty(op, ::Type{T}) where {T} = empty_reduction()
reduce_empty(::Union{typeof(+), typeof(add_sum)}, ::Type{T}) where {T} = reduce_first(add_sum, zero(T))
reduce_empty(::Union{typeof(+), typeof(add_sum)}, ::Type{Union{}}) = empty_reduction()
reduce_empty(::typeof(+), ::Type{Bool}) = 0
reduce_empty(::Union{typeof(*), typeof(mul_prod)}, ::Type{T}) where {T} = reduce_first(mul_prod, one(T))
reduce_empty(::Union{typeof(*), typeof(mul_prod)}, ::Type{Union{}}) = empty_reduction()
reduce_empty(::typeof(*), ::Type{String}) = ""
reduce_empty(::typeof(&), ::Type{Bool}) = true
reduce_empty(::typeof(|), ::Type{Bool}) = false
map_reduce_empty(f, op, ::Type{T}) where {T} = empty_reduction()
map_reduce_empty(::typeof(identity), op, ::Type{T}) where {T} = reduce_empty(op, T)
map_reduce_empty(::typeof(abs), op, ::Type{T}) where {T} = abs(reduce_empty(op, T))
map_reduce_empty(::typeof(abs2), op, ::Type{T}) where {T} = abs2(reduce_empty(op, T))
map_reduce_empty(::typeof(abs), ::typeof(max), ::Type{T}) where {T} = abs(zero(T))
map_reduce_empty(::typeof(abs2), ::typeof(max), ::Type{T}) where {T} = abs2(zero(T))
empty_result(f, op, xs) = empty_result_of(f, op, xs, IteratorEltype(xs))
empty_result_of(f, op, xs, ::HasEltype) = map_reduce_empty(f, op, eltype(xs))
empty_result_of(f, op, xs, ::EltypeUnknown) = empty_reduction()
# A generator's function is known apart from what it is applied to.
empty_result_of(f, op, g::Generator, ::EltypeUnknown) = map_reduce_empty(g.f, op, eltype(g.iter))

# From left to right.
function fold_left(f, op, ::NoInit, xs)
    next = iterate(xs)
    next === nothing && return empty_result(f, op, xs)
    result = reduce_first(op, f(next[1]))
    fold_rest(f, op, result, xs, next[2])
end
function fold_left(f, op, init, xs)
    next = iterate(xs)
    next === nothing && return init
    fold_rest(f, op, op(init, f(next[1])), xs, next[2])
end
function fold_rest(f, op, result, xs, state)
    next = iterate(xs, state)
    while next !== nothing
        result = op(result, f(next[1]))
        next = iterate(xs, next[2])
    end
    result
end
mapfoldl(f, op, xs; init=NoInit()) = fold_left(f, op, init, xs)
foldl(op, xs; init=NoInit()) = fold_left(identity, op, init, xs)

# From right to left.
fold_right(f, op, init, xs) = fold_left(f, (x, y) -> op(y, x), init, backwards(xs))
backwards(xs) = iter_reverse(xs)
backwards(xs::Tuple) = reverse(xs)
mapfoldr(f, op, xs; init=NoInit()) = fold_right(f, op, init, xs)
foldr(op, xs; init=NoInit()) = fold_right(identity, op, init, xs)

# In any order: arrays are halved until 1024 elements are left, which keeps rounding errors small.
map_reduce(f, op, init, xs) = fold_left(f, op, init, xs)
map_reduce(f, op, ::NoInit, a::AbstractArray) = reduce_array(f, op, a, IndexStyle(a))
reduce_array(f, op, a, ::IndexCartesian) = fold_left(f, op, NoInit(), a)
function reduce_array(f, op, a, ::IndexLinear)
    n = length(a)
    n == 0 && return empty_result(f, op, a)
    n == 1 && return reduce_first(op, f(@inbounds a[1]))
    n < 16 ? reduce_plain(f, op, a, 1, n) : reduce_halves(f, op, a, 1, n)
end
function reduce_plain(f, op, a, from::Int, to::Int)
    @inbounds result = op(f(a[from]), f(a[from+1]))
    i = from + 2
    while i <= to
        @inbounds result = op(result, f(a[i]))
        i += 1
    end
    result
end
function reduce_halves(f, op, a, from::Int, to::Int)
    to - from < 1024 && return reduce_block(f, op, a, from, to)
    middle = (from + to) >> 1
    op(reduce_halves(f, op, a, from, middle), reduce_halves(f, op, a, middle + 1, to))
end
reduce_block(f, op, a, from::Int, to::Int) = reduce_plain(f, op, a, from, to)

# Over everything, or with `dims` along some dimensions of an array, whose length becomes 1.
along(f, op, init, xs, ::Colon) = map_reduce(f, op, init, xs)
along(f, op, init, a, dims) = reduce_dims(f, op, init, a, dims)
mapreduce(f, op, xs; dims=:, init=NoInit()) = along(f, op, init, xs, dims)
mapreduce(f, op, xs, ys, rest...; dims=:, init=NoInit()) = along(identity, op, init, map(f, xs, ys, rest...), dims)
reduce(op, xs; dims=:, init=NoInit()) = along(identity, op, init, xs, dims)
sum(f, xs; dims=:, init=NoInit()) = along(f, add_sum, init, xs, dims)
sum(xs; dims=:, init=NoInit()) = along(identity, add_sum, init, xs, dims)
prod(f, xs; dims=:, init=NoInit()) = along(f, mul_prod, init, xs, dims)
prod(xs; dims=:, init=NoInit()) = along(identity, mul_prod, init, xs, dims)
maximum(f, xs; dims=:, init=NoInit()) = along(f, max, init, xs, dims)
maximum(xs; dims=:, init=NoInit()) = along(identity, max, init, xs, dims)
minimum(f, xs; dims=:, init=NoInit()) = along(f, min, init, xs, dims)
minimum(xs; dims=:, init=NoInit()) = along(identity, min, init, xs, dims)

is_reduced(dims::Integer, k) = k == dims
is_reduced(dims, k) = k in dims
function check_dims(dims)
    for d in dims
        d < 1 && throw(ArgumentError(string("region dimension(s) must be ≥ 1, got ", d)))
    end
end
function reduce_dims(f, op, init, a::AbstractArray{T, N}, dims) where {T, N}
    check_dims(dims)
    kept = ntuple(k -> is_reduced(dims, k) ? 1 : size(a, k), Val(N))
    if length(a) == 0
        product_of(kept) == 0 && return Array{T, N}(undef, kept)
        return fill(init isa NoInit ? map_reduce_empty(f, op, T) : init, kept)
    end
    start = init isa NoInit ? reduce_first(op, f(a[1])) : op(init, f(a[1]))
    out = Array{typeof(length(a) > 1 ? op(start, f(a[1])) : start), N}(undef, kept)
    seen = fill(false, kept)
    for c in CartesianIndices(a)
        at = offset_in(kept, map(min, c.I, kept)) + 1
        x = f(a[c])
        if seen[at]
            out[at] = op(out[at], x)
        else
            seen[at] = true
            out[at] = init isa NoInit ? reduce_first(op, x) : op(init, x)
        end
    end
    out
end

function extrema(f, xs; init=NoInit(), dims=:)
    dims isa Colon || return broadcast(tuple, minimum(f, xs; dims=dims), maximum(f, xs; dims=dims))
    next = iterate(xs)
    if next === nothing
        init isa NoInit && empty_reduction()
        return init
    end
    x = f(next[1])
    low, high = init isa NoInit ? (x, x) : (min(init[1], x), max(init[2], x))
    next = iterate(xs, next[2])
    while next !== nothing
        y = f(next[1])
        low = min(low, y)
        high = max(high, y)
        next = iterate(xs, next[2])
    end
    (low, high)
end
extrema(xs; init=NoInit(), dims=:) = extrema(identity, xs; init=init, dims=dims)

# Truth values: the answer is missing where it depends on one that is.
any(xs; dims=:) = dims isa Colon ? any_of(identity, xs) : reduce(|, xs; dims=dims)
any(f, xs; dims=:) = dims isa Colon ? any_of(f, xs) : mapreduce(f, |, xs; dims=dims)
function any_of(f, xs)
    unsure = false
    for x in xs
        y = f(x)
        if ismissing(y)
            unsure = true
        elseif y
            return true
        end
    end
    unsure ? missing : false
end
all(xs; dims=:) = dims isa Colon ? all_of(identity, xs) : reduce(&, xs; dims=dims)
all(f, xs; dims=:) = dims isa Colon ? all_of(f, xs) : mapreduce(f, &, xs; dims=dims)
function all_of(f, xs)
    unsure = false
    for x in xs
        y = f(x)
        if ismissing(y)
            unsure = true
        elseif !y
            return false
        end
    end
    unsure ? missing : true
end
count(xs; dims=:, init=0) = dims isa Colon ? count_of(identity, xs, init) : sum(xs; dims=dims)
count(f, xs; dims=:, init=0) = dims isa Colon ? count_of(f, xs, init) : sum(x -> f(x)::Bool, xs; dims=dims)
function count_of(f, xs, n)
    for x in xs
        n += f(x)::Bool
    end
    n
end

# The extreme element and where it is; of equal ones the first.
findmax(xs; dims=:) = extreme(identity, xs, is_larger, dims)
findmin(xs; dims=:) = extreme(identity, xs, is_smaller, dims)
findmax(f, xs) = extreme(f, xs, is_larger, :)
findmin(f, xs) = extreme(f, xs, is_smaller, :)
extreme(f, xs, is_better, ::Colon) = find_extreme(f, xs, is_better)
extreme(f, a, is_better, dims) = extreme_along(f, a, is_better, dims)
function extreme_along(f, a::AbstractArray{T, N}, is_better, dims) where {T, N}
    kept = ntuple(k -> is_reduced(dims, k) ? 1 : size(a, k), Val(N))
    values = Array{T, N}(undef, kept)
    places = Array{eltype(keys(a)), N}(undef, kept)
    seen = fill(false, kept)
    for c in CartesianIndices(a)
        at = offset_in(kept, map(min, c.I, kept)) + 1
        x = a[c]
        if !seen[at] || is_better(x, values[at])
            seen[at] = true
            values[at] = x
            places[at] = N == 1 ? c.I[1] : c
        end
    end
    (values, places)
end
is_larger(x, best) = isless(best, x)
# What has no place in the order, NaN or a missing value, counts as smaller, too.
is_smaller(x, best) = isunordered(x) || isunordered(best) ? isless(best, x) : isless(x, best)
isunordered(x) = false
isunordered(x::AbstractFloat) = isnan(x)
isunordered(x::Missing) = true
function find_extreme(f, xs, is_better)
    next = iterate(pairs(xs))
    next === nothing && throw(ArgumentError("reducing over an empty collection is not allowed; consider supplying `init` to the reducer"))
    (at, x), state = next
    best = f(x)
    while true
        next = iterate(pairs(xs), state)
        next === nothing && return (best, at)
        (i, x), state = next
        y = f(x)
        if is_better(y, best)
            best, at = y, i
        end
    end
end
argmax(xs; dims=:) = findmax(xs; dims=dims)[2]
argmin(xs; dims=:) = findmin(xs; dims=dims)[2]
argmax(f, xs) = extreme_argument(f, xs, is_larger)
argmin(f, xs) = extreme_argument(f, xs, is_smaller)
function extreme_argument(f, xs, is_better)
    next = iterate(xs)
    next === nothing && throw(ArgumentError("reducing over an empty collection is not allowed; consider supplying `init` to the reducer"))
    at = next[1]
    best = f(at)
    next = iterate(xs, next[2])
    while next !== nothing
        y = f(next[1])
        if is_better(y, best)
            best, at = y, next[1]
        end
        next = iterate(xs, next[2])
    end
    at
end

allunique(xs) = (seen = Set{eltype(xs)}(); all_new(seen, xs))
function all_new(seen, xs)
    for x in xs
        x in seen && return false
        push!(seen, x)
    end
    true
end
function allequal(xs)
    next = iterate(xs)
    next === nothing && return true
    x = next[1]
    for y in xs
        isequal(x, y) || return false
    end
    true
end

# Running results.
accumulate(op, xs; dims=nothing, init=NoInit()) = accumulated(op, xs, dims, init)
accumulated(op, xs, dims, init) = collect(iter_accumulate(op, xs, init))
accumulated(op, a::AbstractVector, ::Nothing, init) = accumulate_from!(op, running_array(op, a, init), a, init)
accumulated(op, a::AbstractVector, dims::Integer, init) =
    dims == 1 ? accumulate_from!(op, running_array(op, a, init), a, init) : accumulate_none(op, a, init)
accumulated(op, t::Tuple, ::Nothing, init) = t === () ? () : running_tuple(op, first_running(op, init, t[1]), tail(t))
first_running(op, ::NoInit, x) = reduce_first(op, x)
first_running(op, init, x) = op(init, x)
running_tuple(op, running, ::Tuple{}) = (running,)
running_tuple(op, running, t::Tuple) = (running, running_tuple(op, op(running, t[1]), tail(t))...)
# An array for the results, of the type that inference finds for them: the step itself is never taken here.
running_array(op, a, ::NoInit) = similar(a, Core.iterated_type(length(a) < 0 ? (op(a[1], a[1]), nothing) : nothing))
running_array(op, a, init) = similar(a, Core.iterated_type(length(a) < 0 ? (op(init, a[1]), nothing) : nothing))
function accumulate_none(op, a, init)
    out = running_array(op, a, init)
    for i in 1:length(a)
        out[i] = first_running(op, init, a[i])
    end
    out
end
function accumulated(op, a::AbstractArray, dims::Integer, init)
    out = running_array(op, a, init)
    for c in CartesianIndices(a)
        if dims > ndims(a) || c[dims] == 1
            out[c] = first_running(op, init, a[c])
        else
            before = ntuple(k -> k == dims ? c[k] - 1 : c[k], ndims(a))
            out[c] = op(out[before...], a[c])
        end
    end
    out
end
function accumulate_from!(op, out, a, init)
    n = length(a)
    n == 0 && return out
    running = first_running(op, init, a[1])
    out[1] = running
    for i in 2:n
        running = op(running, a[i])
        out[i] = running
    end
    out
end
accumulate!(op, out, a; dims=nothing, init=NoInit()) = copyto!(out, accumulated(op, a, dims, init))
cumsum(xs) = accumulated(add_sum, xs, nothing, NoInit())
cumsum(a::AbstractVector; dims=1) = cumsum_vector(a, dims)
cumsum(a::AbstractArray; dims) = accumulated(add_sum, a, dims, NoInit())
cumsum_vector(a, dims) = accumulated(add_sum, a, dims, NoInit())
cumsum_vector(a::AbstractVector{<:AbstractFloat}, dims) = cumsum_pairwise!(similar(a), a)
cumsum!(out, a; dims=1) = copyto!(out, cumsum(a; dims=dims))
cumprod(xs) = accumulated(mul_prod, xs, nothing, NoInit())
cumprod(a::AbstractVector; dims=1) = accumulated(mul_prod, a, dims, NoInit())
cumprod(a::AbstractArray; dims) = accumulated(mul_prod, a, dims, NoInit())
cumprod!(out, a; dims=1) = copyto!(out, cumprod(a; dims=dims))
# Sums of floats from blocks of 128, so that errors do not add up over all of them.
function cumsum_pairwise!(out, a)
    n = length(a)
    n == 0 && return out
    out[1] = a[1]
    n > 1 && cumsum_block!(out, a, a[1], 2, n - 1)
    out
end
function cumsum_block!(out, a, before, from::Int, n::Int)
    if n < 128
        @inbounds own = a[from]
        @inbounds out[from] = before + own
        for i in from+1:from+n-1
            @inbounds own = own + a[i]
            @inbounds out[i] = before + own
        end
        return own
    end
    half = n >> 1
    own = cumsum_block!(out, a, before, from, half)
    own + cumsum_block!(out, a, before + own, from + half, n - half)
end
function diff(a::AbstractVector)
    [a[i+1] - a[i] for i in 1:length(a)-1]
end
diff(a::AbstractMatrix; dims) = dims == 1 ? a[2:end, :] - a[1:end-1, :] : a[:, 2:end] - a[:, 1:end-1]
