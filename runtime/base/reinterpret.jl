# Arrays whose memory is read as elements of another type: a view, through which the array can be changed.

struct ReinterpretArray{T, N, S, A} <: AbstractArray{T, N}
    parent::A
    size::NTuple{N, Int}
    ReinterpretArray{T, N, S, A}(parent, size) where {T, N, S, A} = new{T, N, S, A}(parent, size)
end
function reinterpret(::Type{T}, a::Array{S, N}) where {T, S, N}
    isbitstype(T) || throw(ArgumentError(string("cannot reinterpret `", S, "` as `", T, "`, type `", T, "` is not a bits type")))
    isbitstype(S) || throw(ArgumentError(string("cannot reinterpret `", S, "` as `", T, "`, type `", S, "` is not a bits type")))
    ReinterpretArray{T, N, S, typeof(a)}(a, reinterpreted_size(T, S, size(a)))
end
reinterpret(::Type{T}, r::AbstractRange) where {T} = reinterpret(T, collect(r))
reinterpret(::Type{T}, a::Array{T}) where {T} = a
function reinterpreted_size(::Type{T}, ::Type{S}, dims) where {T, S}
    sizeof(T) == sizeof(S) && return dims
    isempty(dims) && throw(ArgumentError(string("cannot reinterpret a zero-dimensional `", S, "` array to `", T, "` which is of a different size")))
    n, rest = divrem(dims[1] * sizeof(S), sizeof(T))
    rest == 0 || throw(ArgumentError(string("cannot reinterpret an `", S, "` array to `", T, "` whose first dimension has size `", dims[1], "`.\nThe resulting array would have non-integral first dimension.\n")))
    (n, tail(dims)...)
end
size(a::ReinterpretArray) = getfield(a, :size)
parent(a::ReinterpretArray) = getfield(a, :parent)
IndexStyle(::Type{<:ReinterpretArray}) = IndexLinear()
function getindex(a::ReinterpretArray{T}, i::Int) where {T}
    @boundscheck inside(i, length(a)) || throw_boundserror(a, (i,))
    Core.pointer_load(Core.bitcast(Ptr{T}, getfield(getfield(a, :parent), :data)), i - 1)
end
function setindex!(a::ReinterpretArray{T}, x, i::Int) where {T}
    @boundscheck inside(i, length(a)) || throw_boundserror(a, (i,))
    parent = getfield(a, :parent)
    value = convert(T, x)
    Core.pointer_store(getfield(parent, :memory), Core.bitcast(Ptr{T}, getfield(parent, :data)), i - 1, value)
    a
end
