# Vectors that grow and shrink. The memory is doubled when it is full; elements before `data` were removed from the front.

capacity(a::Vector{T}) where {T} = Core.memory_length(getfield(a, :memory)) - front_room(a)
function front_room(a::Vector{T}) where {T}
    bytes = Core.bitcast(Int, getfield(a, :data)) - Core.bitcast(Int, Core.memory_data(getfield(a, :memory)))
    # Elements of a type with one value, such as nothing, take no room.
    element_stride(T) == 0 ? 0 : div(bytes, element_stride(T))
end
element_stride(::Type{T}) where {T} = Core.element_stride(T)

function grow_end!(a::Vector{T}, n::Int) where {T}
    old = length(a)
    if old + n > capacity(a)
        grow_memory!(a, old + n)
    end
    set_size!(a, (old + n,))
    a
end
@noinline function grow_memory!(a::Vector{T}, wanted::Int) where {T}
    old = length(a)
    memory = Core.memory_new(Memory{T}, max(wanted, 2 * old, 8))
    source = getfield(a, :data)
    set_memory!(a, memory, Core.memory_data(memory))
    copy_memory!(a, 1, source, 1, old)
    nothing
end
# Makes room for n elements before the first; as much again is kept in reserve when memory has to be found.
function grow_front!(a::Vector{T}, n::Int) where {T}
    stride = element_stride(T)
    old = length(a)
    if stride == 0
        set_size!(a, (old + n,))
    elseif front_room(a) >= n
        set_data!(a, Core.pointer_add(getfield(a, :data), -n * stride))
        set_size!(a, (old + n,))
    else
        move_for_front!(a, n)
    end
    a
end
@noinline function move_for_front!(a::Vector{T}, n::Int) where {T}
    old = length(a)
    reserve = max(n, old, 8)
    memory = Core.memory_new(Memory{T}, reserve + n + old + div(old, 4))
    source = getfield(a, :data)
    set_memory!(a, memory, Core.pointer_add(Core.memory_data(memory), reserve * element_stride(T)))
    copy_memory!(a, n + 1, source, 1, old)
    set_size!(a, (old + n,))
    nothing
end
set_size!(a::Vector, size) = (setfield!(a, :size, size); nothing)
set_data!(a::Vector, data) = (setfield!(a, :data, data); nothing)
function set_memory!(a::Vector, memory, data)
    setfield!(a, :memory, memory)
    setfield!(a, :data, data)
    nothing
end
# Forgets an element that is no longer needed.
unset!(a::Vector{<:Union{Number, Char, Nothing}}, i::Int) = nothing
function unset!(a::Vector{T}, i::Int) where {T}
    stride = element_stride(T)
    Core.runtime(:memory_fill, Nothing, Core.pointer_add(getfield(a, :data), (i - 1) * stride), 0, stride)
end
sizehint!(a::Vector, n::Integer) = (n > capacity(a) && grow_memory!(a, Int(n)); a)

function push!(a::Vector{T}, x) where {T}
    value = convert(T, x)
    n = length(a)
    grow_end!(a, 1)
    Core.pointer_store(getfield(a, :memory), getfield(a, :data), n, value)
    a
end
push!(a::Vector, x, y, rest...) = push!(push!(a, x), y, rest...)
push!(a::Vector) = a
function pop!(a::Vector)
    n = length(a)
    n == 0 && throw(ArgumentError("array must be non-empty"))
    @inbounds x = a[n]
    set_size!(a, (n - 1,))
    x
end
function popat!(a::Vector, i::Integer)
    x = a[i]
    deleteat!(a, i)
    x
end
popat!(a::Vector, i::Integer, default) = 1 <= i <= length(a) ? popat!(a, i) : default
function resize!(a::Vector, n::Integer)
    if n > length(a)
        grow_end!(a, Int(n) - length(a))
    else
        n < 0 && throw(ArgumentError("new length must be ≥ 0"))
        set_size!(a, (Int(n),))
    end
    a
end
function append!(a::Vector{T}, xs::Vector{T}) where {T}
    n = length(xs)
    old = length(a)
    grow_end!(a, n)
    copy_elements!(a, old + 1, xs, 1, n)
    a
end
function append!(a::Vector, xs::AbstractArray)
    for i in eachindex(xs)
        push!(a, xs[i])
    end
    a
end
function append!(a::Vector, xs)
    for x in xs
        push!(a, x)
    end
    a
end
append!(a::Vector, xs, ys, rest...) = append!(append!(a, xs), ys, rest...)
append!(a::Vector) = a
function prepend!(a::Vector, xs)
    items = collect(xs)
    n = length(items)
    grow_front!(a, n)
    for i in 1:n
        a[i] = items[i]
    end
    a
end
prepend!(a::Vector, xs, ys, rest...) = prepend!(prepend!(a, ys, rest...), xs)
function empty!(a::Vector)
    set_size!(a, (0,))
    a
end
empty(a::AbstractVector{T}) where {T} = Array{T, 1}(undef, 0)
empty(a::AbstractVector, ::Type{T}) where {T} = Array{T, 1}(undef, 0)
emptymutable(a) = empty(a)
function pushfirst!(a::Vector{T}, x) where {T}
    value = convert(T, x)
    grow_front!(a, 1)
    @inbounds a[1] = value
    a
end
pushfirst!(a::Vector, x, y, rest...) = pushfirst!(pushfirst!(a, y, rest...), x)
function popfirst!(a::Vector{T}) where {T}
    n = length(a)
    n == 0 && throw(ArgumentError("array must be non-empty"))
    @inbounds x = a[1]
    set_data!(a, Core.pointer_add(getfield(a, :data), element_stride(T)))
    set_size!(a, (n - 1,))
    x
end
function insert!(a::Vector{T}, i::Integer, x) where {T}
    n = length(a)
    1 <= i <= n + 1 || throw_boundserror(a, (i,))
    value = convert(T, x)
    grow_end!(a, 1)
    copy_elements!(a, Int(i) + 1, a, Int(i), n + 1 - Int(i))
    @inbounds a[i] = value
    a
end
function deleteat!(a::Vector, i::Integer)
    n = length(a)
    i isa Bool && throw(ArgumentError("invalid index: true of type Bool"))
    1 <= i <= n || throw_boundserror(a, (i,))
    copy_elements!(a, Int(i), a, Int(i) + 1, n - Int(i))
    set_size!(a, (n - 1,))
    a
end
function deleteat!(a::Vector, r::AbstractUnitRange{<:Integer})
    n = length(a)
    isempty(r) && return a
    1 <= first(r) && last(r) <= n || throw_boundserror(a, (r,))
    from, to = Int(first(r)), Int(last(r))
    copy_elements!(a, from, a, to + 1, n - to)
    set_size!(a, (n - length(r),))
    a
end
function deleteat!(a::Vector, mask::AbstractVector{Bool})
    length(mask) == length(a) || throw_boundserror(a, (mask,))
    kept = 0
    for i in 1:length(a)
        mask[i] && continue
        kept += 1
        @inbounds a[kept] = a[i]
    end
    set_size!(a, (kept,))
    a
end
function deleteat!(a::Vector, indices)
    n = length(a)
    next = iterate(indices)
    next === nothing && return a
    at, state = next
    1 <= at <= n || throw(BoundsError())
    kept = at - 1
    from = at + 1
    while true
        next = iterate(indices, state)
        next === nothing && break
        i, state = next
        if i < from
            i < at + 1 && i == at ? throw(ArgumentError("indices must be unique and sorted")) : throw(ArgumentError("indices must be unique and sorted"))
        end
        i > n && throw(BoundsError())
        while from < i
            kept += 1
            @inbounds a[kept] = a[from]
            from += 1
        end
        at = i
        from = i + 1
    end
    while from <= n
        kept += 1
        @inbounds a[kept] = a[from]
        from += 1
    end
    set_size!(a, (kept,))
    a
end
function keepat!(a::Vector, indices)
    kept = a[indices]
    copy_elements!(a, 1, kept, 1, length(kept))
    set_size!(a, (length(kept),))
    a
end
# Takes elements out and puts others in their place.
function splice!(a::Vector, i::Integer)
    x = a[i]
    deleteat!(a, i)
    x
end
function splice!(a::Vector, i::Integer, replacement)
    x = a[i]
    splice!(a, Int(i):Int(i), replacement)
    x
end
splice!(a::Vector, r::AbstractUnitRange{<:Integer}) = (taken = a[r]; deleteat!(a, r); taken)
function splice!(a::Vector, r::AbstractUnitRange{<:Integer}, replacement)
    items = replacement isa AbstractArray || replacement isa Tuple ? collect(replacement) : (replacement isa Number || replacement isa AbstractString || replacement isa Char || replacement isa Symbol ? [replacement] : collect(replacement))
    n = length(a)
    from = Int(first(r))
    taken = a[r]
    removed = length(r)
    added = length(items)
    if added > removed
        grow_end!(a, added - removed)
    end
    copy_elements!(a, from + added, a, from + removed, n - removed - from + 1)
    if added < removed
        set_size!(a, (n - removed + added,))
    end
    for k in 1:added
        a[from + k - 1] = items[k]
    end
    taken
end
function filter!(f, a::Vector)
    kept = 0
    for i in 1:length(a)
        @inbounds x = a[i]
        if f(x)
            kept += 1
            @inbounds a[kept] = x
        end
    end
    set_size!(a, (kept,))
    a
end
function filter(f, a::Vector{T}) where {T}
    kept = Array{T, 1}(undef, 0)
    for x in a
        f(x) && push!(kept, x)
    end
    kept
end
filter(f, a::AbstractArray) = a[map(f, a)::AbstractArray{Bool}]
function filter(f, a::AbstractVector{T}) where {T}
    kept = Array{T, 1}(undef, 0)
    for x in a
        f(x) && push!(kept, x)
    end
    kept
end
filter(f, t::Tuple) = filter_tuple(f, t)
filter_tuple(f, ::Tuple{}) = ()
filter_tuple(f, t::Tuple) = f(t[1]) ? (t[1], filter_tuple(f, tail(t))...) : filter_tuple(f, tail(t))
