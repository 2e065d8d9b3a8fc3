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
reduce_first(::typeof(mul_prod), x::Union{Bool, SmallSigned}) = Int(x)
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
mapfoldl(f, op, xs) = fold_left(f, op, NoInit(), xs)
foldl(op, xs) = fold_left(identity, op, NoInit(), xs)

# From right to left.
fold_right(f, op, init, xs) = fold_left(f, (x, y) -> op(y, x), init, backwards(xs))
backwards(xs) = iter_reverse(xs)
backwards(xs::Tuple) = reverse(xs)
mapfoldr(f, op, xs) = fold_right(f, op, NoInit(), xs)
foldr(op, xs) = fold_right(identity, op, NoInit(), xs)

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
mapreduce(f, op, xs) = map_reduce(f, op, NoInit(), xs)
mapreduce(f, op, xs, ys, rest...) = map_reduce(identity, op, NoInit(), map(f, xs, ys, rest...))
reduce(op, xs) = map_reduce(identity, op, NoInit(), xs)

sum(f, xs) = map_reduce(f, add_sum, NoInit(), xs)
sum(xs) = map_reduce(identity, add_sum, NoInit(), xs)
sum(xs::AbstractArray{Bool}) = count(xs)
prod(f, xs) = map_reduce(f, mul_prod, NoInit(), xs)
prod(xs) = map_reduce(identity, mul_prod, NoInit(), xs)
maximum(f, xs) = map_reduce(f, max, NoInit(), xs)
maximum(xs) = map_reduce(identity, max, NoInit(), xs)
minimum(f, xs) = map_reduce(f, min, NoInit(), xs)
minimum(xs) = map_reduce(identity, min, NoInit(), xs)

function extrema(f, xs)
    next = iterate(xs)
    next === nothing && empty_reduction()
    low = high = f(next[1])
    next = iterate(xs, next[2])
    while next !== nothing
        y = f(next[1])
        low = min(low, y)
        high = max(high, y)
        next = iterate(xs, next[2])
    end
    (low, high)
end
extrema(xs) = extrema(identity, xs)

# Truth values: the answer is missing where it depends on one that is.
any(xs) = any(identity, xs)
function any(f, xs)
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
all(xs) = all(identity, xs)
function all(f, xs)
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
count(xs) = count(identity, xs)
function count(f, xs)
    n = 0
    for x in xs
        n += f(x)::Bool
    end
    n
end

# The extreme element and where it is; of equal ones the first.
findmax(xs) = find_extreme(identity, xs, (x, best) -> isless(best, x) && !is_nan(best) || is_nan(x) && !is_nan(best))
findmin(xs) = find_extreme(identity, xs, (x, best) -> (isless(x, best) || is_nan(x)) && !is_nan(best))
findmax(f, xs) = find_extreme(f, xs, (x, best) -> isless(best, x) && !is_nan(best) || is_nan(x) && !is_nan(best))
findmin(f, xs) = find_extreme(f, xs, (x, best) -> (isless(x, best) || is_nan(x)) && !is_nan(best))
is_nan(x) = false
is_nan(x::AbstractFloat) = isnan(x)
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
argmax(xs) = findmax(xs)[2]
argmin(xs) = findmin(xs)[2]
argmax(f, xs) = extreme_argument(f, xs, (y, best) -> isless(best, y))
argmin(f, xs) = extreme_argument(f, xs, (y, best) -> isless(y, best))
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
accumulate(op, xs) = collect(iter_accumulate(op, xs))
accumulate(op, a::AbstractVector) = accumulate_from(op, a, NoInit())
function accumulate_from(op, a, init)
    n = length(a)
    n == 0 && return similar(a)
    running = init isa NoInit ? reduce_first(op, a[1]) : op(init, a[1])
    out = Array{n > 1 ? typeof(op(running, a[2])) : typeof(running), 1}(undef, n)
    accumulate_rest!(op, out, a, running)
end
function accumulate_rest!(op, out::Vector{T}, a, running) where {T}
    out[1] = running
    for i in 2:length(a)
        running = op(running, a[i])
        if !(running isa T)
            wider = Array{promote_typejoin(T, typeof(running)), 1}(undef, length(a))
            copyto!(wider, 1, out, 1, i - 1)
            return accumulate_onto!(op, wider, a, running, i)
        end
        out[i] = running
    end
    out
end
function accumulate_onto!(op, out, a, running, i)
    out[i] = running
    for k in i+1:length(a)
        running = op(running, a[k])
        out[k] = running
    end
    out
end
accumulate!(op, out, a) = copyto!(out, accumulate(op, a))
cumsum(xs) = accumulate(add_sum, xs)
cumsum(a::AbstractVector{T}) where {T<:AbstractFloat} = cumsum_pairwise!(similar(a), a)
cumsum(a::AbstractVector) = accumulate(add_sum, a)
cumsum!(out, a) = copyto!(out, cumsum(a))
cumprod(xs) = accumulate(mul_prod, xs)
cumprod!(out, a) = copyto!(out, cumprod(a))
cumsum(t::Tuple) = (accumulate(add_sum, collect(t))...,)
cumprod(t::Tuple) = (accumulate(mul_prod, collect(t))...,)
accumulate(op, t::Tuple) = (accumulate(op, collect(t))...,)
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
