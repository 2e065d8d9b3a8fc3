# Collections from iterators: `collect`, `map`, generators, and the first elements of anything.

# Elements in a new array.
collect(xs) = collect_all(xs, IteratorEltype(xs), IteratorSize(xs))
collect(::Type{T}, xs) where {T} = collect_typed(T, xs, IteratorSize(xs))
collect_all(xs, ::HasEltype, size) = collect_typed(eltype(xs), xs, size)
collect_typed(::Type{T}, xs, ::SizeUnknown) where {T} = append!(Array{T, 1}(undef, 0), xs)
collect_typed(::Type{T}, xs, ::HasLength) where {T} = fill_with!(Array{T, 1}(undef, Int(length(xs))), xs)
collect_typed(::Type{T}, xs, ::HasShape{N}) where {T, N} = fill_with!(Array{T, N}(undef, size(xs)), xs)
@noinline collect_typed(::Type{T}, xs, ::IsInfinite) where {T} = throw(MethodError(collect, (xs,)))
function fill_with!(a::Array, xs)
    i = 0
    for x in xs
        i += 1
        a[i] = x
    end
    a
end

# Without a declared element type it is that of what comes out: it widens when a value of another type does.
function collect_all(xs, ::EltypeUnknown, ::SizeUnknown)
    next = iterate(xs)
    T = Core.iterated_type(next)
    next === nothing && return Array{T, 1}(undef, 0)
    first_value = next[1]
    a = Array{isconcretetype(T) ? T : typeof(first_value), 1}(undef, 0)
    push!(a, first_value)
    push_rest(a, xs, next[2])
end
function push_rest(a::Vector{T}, xs, state) where {T}
    while true
        next = iterate(xs, state)
        next === nothing && return a
        x, state = next
        if x isa T
            push!(a, x)
        else
            wider = Array{promote_typejoin(T, typeof(x)), 1}(undef, 0)
            append!(wider, a)
            push!(wider, x)
            return push_rest(wider, xs, state)
        end
    end
end
collect_all(xs, ::EltypeUnknown, ::HasLength) = collect_shaped(xs, (Int(length(xs)),))
collect_all(xs, ::EltypeUnknown, ::HasShape) = collect_shaped(xs, size(xs))
function collect_shaped(xs, dims)
    next = iterate(xs)
    T = Core.iterated_type(next)
    next === nothing && return Array{T, length(dims)}(undef, dims)
    first_value = next[1]
    a = Array{isconcretetype(T) ? T : typeof(first_value), length(dims)}(undef, dims)
    @inbounds a[1] = first_value
    store_rest(a, xs, next[2], 2)
end
function store_rest(a::Array{T, N}, xs, state, i::Int) where {T, N}
    while true
        next = iterate(xs, state)
        next === nothing && return a
        x, state = next
        if x isa T
            @inbounds a[i] = x
        else
            wider = Array{promote_typejoin(T, typeof(x)), N}(undef, size(a))
            for j in 1:i-1
                @inbounds wider[j] = a[j]
            end
            @inbounds wider[i] = x
            return store_rest(wider, xs, state, i + 1)
        end
        i += 1
    end
end

# What `f(x) for x in xs` makes.
struct Generator{I, F}
    f::F
    iter::I
    Generator(f, iter) = new{typeof(iter), typeof(f)}(f, iter)
    Generator(::Type{T}, iter) where {T} = new{typeof(iter), Type{T}}(T, iter)
end
iterate(g::Generator) = generated(g, iterate(g.iter))
iterate(g::Generator, state) = generated(g, iterate(g.iter, state))
generated(g::Generator, ::Nothing) = nothing
generated(g::Generator, next) = (g.f(next[1]), next[2])
length(g::Generator) = length(g.iter)
size(g::Generator) = size(g.iter)
axes(g::Generator) = axes(g.iter)
ndims(g::Generator) = ndims(g.iter)
keys(g::Generator) = keys(g.iter)
isempty(g::Generator) = isempty(g.iter)
IteratorSize(::Type{Generator{I, F}}) where {I, F} = IteratorSize(I)
IteratorEltype(::Type{<:Generator}) = EltypeUnknown()

map(f, xs) = collect(Generator(f, xs))
map(f, xs, ys, rest...) = collect(Generator(args -> f(args...), zip(xs, ys, rest...)))
function foreach(f, xs)
    for x in xs
        f(x)
    end
    nothing
end
foreach(f, xs, ys, rest...) = foreach(args -> f(args...), zip(xs, ys, rest...))

function first(xs)
    next = iterate(xs)
    next === nothing && throw(ArgumentError("collection must be non-empty"))
    next[1]
end
function first(xs, n::Integer)
    n < 0 && throw(ArgumentError("Number of elements must be non-negative"))
    collect(iter_take(xs, n))
end
function only(xs)
    next = iterate(xs)
    next === nothing && throw(ArgumentError("Collection is empty, must contain exactly 1 element"))
    iterate(xs, next[2]) === nothing || throw(ArgumentError("Collection has multiple elements, must contain exactly 1 element"))
    next[1]
end
only(x::Union{Number, Char, Nothing}) = x
isempty(xs) = iterate(xs) === nothing
function in(x, xs)
    found_missing = false
    for y in xs
        same = y == x
        if ismissing(same)
            found_missing = true
        elseif same
            return true
        end
    end
    found_missing ? missing : false
end
const ∈ = in
∉(x, xs) = !(x in xs)
∋(xs, x) = x in xs
∌(xs, x) = !(x in xs)
