# Searching collections by a condition: the index of what is found, or nothing.

findfirst(f, xs) = find_in_pairs(f, pairs(xs))
findfirst(xs) = findfirst(identity_truth, xs)
identity_truth(x::Bool) = x
function find_in_pairs(f, all)
    for (i, x) in all
        f(x) && return i
    end
    nothing
end
findlast(f, xs) = find_from_end(f, xs, lastindex(xs))
findlast(xs) = findlast(identity_truth, xs)
function find_from_end(f, xs, i)
    while i >= firstindex(xs)
        f(xs[i]) && return i
        i = prev_index(xs, i)
    end
    nothing
end
next_index(xs, i) = i + 1
prev_index(xs, i) = i - 1
next_index(s::AbstractString, i) = nextind(s, i)
prev_index(s::AbstractString, i) = prevind(s, i)
findfirst(f, a::AbstractVector) = findnext(f, a, 1)
findfirst(f, a::AbstractArray) = find_in_pairs(f, pairs(a))
function findlast(f, a::AbstractArray)
    i = length(a)
    while i >= 1
        f(a[i]) && return ndims(a) == 1 ? i : CartesianIndex(subscripts(size(a), i - 1))
        i -= 1
    end
    nothing
end
function findnext(f, xs, i::Integer)
    last = lastindex(xs)
    while i <= last
        f(xs[i]) && return i
        i = next_index(xs, i)
    end
    nothing
end
findnext(xs, i::Integer) = findnext(identity_truth, xs, i)
findprev(f, xs, i::Integer) = find_from_end(f, xs, i)
findprev(xs, i::Integer) = findprev(identity_truth, xs, i)
findall(f, xs) = collect_indices(f, pairs(xs))
findall(f, a::AbstractVector) = indices_where(f, a)
findall(a::AbstractVector{Bool}) = indices_where(identity_truth, a)
findall(xs) = findall(identity_truth, xs)
function indices_where(f, a)
    out = Array{Int, 1}(undef, 0)
    for i in 1:length(a)
        f(@inbounds a[i]) && push!(out, i)
    end
    out
end
function collect_indices(f, all)
    out = Array{keytype_of(all), 1}(undef, 0)
    for (i, x) in all
        f(x) && push!(out, i)
    end
    out
end
keytype_of(pairs) = eltype(keys(pairs))
function indexin(a, b)
    at = keys(b)
    places = Dict{eltype(b), eltype(at)}()
    for (i, x) in zip(at, b)
        get!(places, x, i)
    end
    out = Array{Union{Nothing, eltype(at)}}(undef, size(a))
    for i in 1:length(a)
        out[i] = get(places, a[i], nothing)
    end
    out
end

# Functions that are compared with one fixed argument.
struct Fix1{F, T} <: Function
    f::F
    x::T
end
struct Fix2{F, T} <: Function
    f::F
    x::T
end
(fix::Fix1)(y) = fix.f(fix.x, y)
(fix::Fix2)(y) = fix.f(y, fix.x)
Fix1(f, x) = Fix1{typeof(f), typeof(x)}(f, x)
Fix2(f, x) = Fix2{typeof(f), typeof(x)}(f, x)
==(x) = Fix2(==, x)
!=(x) = Fix2(!=, x)
<(x) = Fix2(<, x)
<=(x) = Fix2(<=, x)
>(x) = Fix2(>, x)
>=(x) = Fix2(>=, x)
isequal(x) = Fix2(isequal, x)
in(xs) = Fix2(in, xs)
∉(xs) = Fix2(∉, xs)

# The opposite of a condition.
!(f::Function) = x -> !f(x)
