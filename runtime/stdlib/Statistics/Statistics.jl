# The standard library's `Statistics`: means, variances, medians and quantiles.
module Statistics

export mean, mean!, median, median!, middle, std, stdm, var, varm, quantile, quantile!, cor, cov

# Of a collection: one pass over it. Of an array: the sum of its elements as floats, in the array's order of sums.
mean(xs; dims=:) = mean(identity, xs; dims=dims)
mean(f, xs; dims=:) = xs isa AbstractArray ? array_mean(f, xs, dims) : stream_mean(f, xs)
function stream_mean(f, xs)
    next = iterate(xs)
    next === nothing && throw(ArgumentError("mean of an empty collection is not defined"))
    total = f(next[1]) / 1
    n = 1
    next = iterate(xs, next[2])
    while next !== nothing
        total += f(next[1])
        n += 1
        next = iterate(xs, next[2])
    end
    total / n
end
array_mean(f, a, ::Colon) = isempty(a) ? empty_mean(f, eltype(a)) : sum(x -> as_mean(f(x)), a) / length(a)
array_mean(f, a, dims) = mapreduce(x -> as_mean(f(x)), +, a; dims=dims) ./ count_along(a, dims)
as_mean(x) = x / 1
as_mean(x::AbstractFloat) = x
as_mean(x::AbstractArray) = x
empty_mean(f, T) = f(zero(T)) / 0
count_along(a, d::Integer) = size(a, d)
count_along(a, dims) = prod(size(a, d) for d in dims)
mean(r::AbstractRange{<:Real}) = isempty(r) ? empty_mean(identity, eltype(r)) : (first(r) + last(r)) / 2
mean!(out, a) = copyto!(out, reshape(mean(a; dims=ndims(a) == 2 && size(out, 1) == 1 ? 1 : 2), size(out)))

# Sums of squared differences from the mean.
var(xs; corrected=true, mean=nothing, dims=:) = var_of(xs, corrected, mean, dims)
std(xs; corrected=true, mean=nothing, dims=:) = root(var_of(xs, corrected, mean, dims))
root(x) = sqrt(x)
root(a::AbstractArray) = sqrt.(a)
varm(xs, m; corrected=true, dims=:) = var_of(xs, corrected, m, dims)
stdm(xs, m; corrected=true, dims=:) = root(var_of(xs, corrected, m, dims))
var_of(xs, corrected, m, dims) = xs isa AbstractArray ? array_var(xs, corrected, m, dims) : stream_var(xs, corrected, m)
function array_var(a, corrected, m, ::Colon)
    n = length(a)
    n == 0 && return oftype(Statistics.mean(zero(eltype(a)) / 1), NaN)
    centre = m === nothing ? Statistics.mean(a) : m
    squares(a, centre, 1, n) / (n - Int(corrected))
end
function array_var(a, corrected, m, dims)
    centre = m === nothing ? Statistics.mean(a; dims=dims) : m
    sum(abs2.(a .- centre); dims=dims) ./ (count_along(a, dims) - Int(corrected))
end
function squares(a, centre, from, to)
    if from + 1024 > to
        total = abs2(a[from] - centre)
        for i in from+1:to
            total += abs2(a[i] - centre)
        end
        return total
    end
    half = (from + to) >> 1
    squares(a, centre, from, half) + squares(a, centre, half + 1, to)
end
# In one pass, by Welford's method.
function stream_var(xs, corrected, m)
    next = iterate(xs)
    next === nothing && throw(ArgumentError(m === nothing ? "variance of empty collection undefined" : "variance of empty collection undefined"))
    if m !== nothing
        total = abs2(next[1] - m)
        n = 1
        next = iterate(xs, next[2])
        while next !== nothing
            n += 1
            total += abs2(next[1] - m)
            next = iterate(xs, next[2])
        end
        return total / (n - Int(corrected))
    end
    n = 1
    centre = next[1] / 1
    total = abs2(zero(centre))
    next = iterate(xs, next[2])
    while next !== nothing
        x = next[1]
        n += 1
        before = centre
        centre = before + (x - before) / n
        total = total + (x - centre) * (x - before)
        next = iterate(xs, next[2])
    end
    total / (n - Int(corrected))
end

middle(x::Number) = (x + zero(x)) / 1
middle(a::Number, b::Number) = a / 2 + b / 2
middle(r::AbstractRange) = middle(first(r), last(r))
middle(a::AbstractArray) = ((low, high) = extrema(a); middle(low, high))
median(xs; dims=:) = dims isa Colon ? median!(collect(xs)) : mapslices(median!, xs; dims=dims)
median(r::AbstractRange{<:Real}) = Statistics.mean(r)
function median!(a::AbstractVector)
    isempty(a) && throw(ArgumentError("median of an empty array is undefined, " * repr(a)))
    any(ismissing, a) && return missing
    eltype(a) <: AbstractFloat && any(isnan, a) && return oftype(middle(a[1]), NaN)
    n = length(a)
    sort!(a)
    half = div(1 + n, 2)
    isodd(n) ? middle(a[half]) : middle(a[half], a[half+1])
end
median!(a::AbstractArray) = median!(vec(a))

quantile(xs, p; sorted=false, alpha=1.0, beta=alpha) = quantile!(sorted ? xs : collect(xs), p; sorted=sorted, alpha=alpha, beta=beta)
function quantile!(a::AbstractVector, p::Real; sorted=false, alpha=1.0, beta=alpha)
    check_quantile(a, sorted)
    quantile_of(a, p, alpha, beta)
end
function quantile!(a::AbstractVector, p; sorted=false, alpha=1.0, beta=alpha)
    check_quantile(a, sorted)
    p isa Tuple ? map(x -> quantile_of(a, x, alpha, beta), p) : [quantile_of(a, x, alpha, beta) for x in p]
end
function check_quantile(a, sorted)
    isempty(a) && throw(ArgumentError("empty data vector"))
    sorted || sort!(a)
    any(ismissing, a) && throw(ArgumentError("quantiles are undefined in presence of missing values"))
    eltype(a) <: AbstractFloat && isnan(a[end]) && throw(ArgumentError("quantiles are undefined in presence of NaNs or missing values"))
end
function quantile_of(a, p, alpha, beta)
    0 <= p <= 1 || throw(ArgumentError("input probability out of [0,1] range"))
    n = length(a)
    place = n * p + (alpha + p * (one(alpha) - alpha - beta))
    j = clamp(trunc(Int, place), 1, max(n - 1, 1))
    share = clamp(place - j, 0, 1)
    low, high = n == 1 ? (a[1], a[1]) : (a[j], a[j+1])
    isfinite(low) && isfinite(high) ? low + share * (high - low) : (1 - share) * low + share * high
end

function cov(x::AbstractVector, y::AbstractVector; corrected=true)
    length(x) == length(y) || throw(DimensionMismatch("x and y have different lengths"))
    mx, my = Statistics.mean(x), Statistics.mean(y)
    total = (x[1] - mx) * (y[1] - my)
    for i in 2:length(x)
        total += (x[i] - mx) * (y[i] - my)
    end
    total / (length(x) - Int(corrected))
end
cov(x::AbstractVector; corrected=true) = var(x; corrected=corrected)
function cov(a::AbstractMatrix; dims=1, corrected=true)
    lines = dims == 1 ? [a[:, j] for j in 1:size(a, 2)] : [a[i, :] for i in 1:size(a, 1)]
    pairwise(lines, (x, y) -> cov(x, y; corrected=corrected))
end
function cor(x::AbstractVector, y::AbstractVector)
    length(x) == length(y) || throw(DimensionMismatch("inconsistent lengths"))
    length(x) > 0 || throw(ArgumentError("correlation only defined for non-empty vectors"))
    mx, my = Statistics.mean(x), Statistics.mean(y)
    xx = yy = xy = 0.0
    for i in 1:length(x)
        a = x[i] - mx
        b = y[i] - my
        xx += abs2(a)
        yy += abs2(b)
        xy += a * b
    end
    clamp(xy / max(xx, yy) / sqrt(min(xx, yy) / max(xx, yy)), -1.0, 1.0)
end
cor(x::AbstractVector) = 1.0
function cor(a::AbstractMatrix; dims=1)
    lines = dims == 1 ? [a[:, j] for j in 1:size(a, 2)] : [a[i, :] for i in 1:size(a, 1)]
    pairwise(lines, (x, y) -> x === y ? 1.0 : cor(x, y))
end
function pairwise(lines, f)
    n = length(lines)
    out = zeros(n, n)
    for j in 1:n, i in 1:n
        out[i, j] = f(lines[i], lines[j])
    end
    out
end

end
