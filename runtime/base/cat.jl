# Concatenation: `[a; b]`, `[a b]`, `[a b; c d]` and along any dimension.

part_eltype(x) = typeof(x)
part_eltype(x::AbstractArray) = eltype(x)
parts_eltype(x) = part_eltype(x)
parts_eltype(x, rest...) = promote_type(part_eltype(x), parts_eltype(rest...))
part_size(x, d) = 1
part_size(x::AbstractArray, d) = size(x, d)
part_length(x) = 1
part_length(x::AbstractArray) = length(x)
part_ndims(x) = 0
part_ndims(x::AbstractArray) = ndims(x)
most_dims(x) = part_ndims(x)
most_dims(x, rest...) = max(part_ndims(x), most_dims(rest...))

vcat() = Array{Any, 1}(undef, 0)
hcat() = Array{Any, 1}(undef, 0)
vcat(parts...) = typed_vcat(parts_eltype(parts...), parts...)
hcat(parts...) = typed_hcat(parts_eltype(parts...), parts...)
typed_vcat(::Type{T}) where {T} = Array{T, 1}(undef, 0)
typed_hcat(::Type{T}) where {T} = Array{T, 1}(undef, 0)
function typed_vcat(::Type{T}, parts...) where {T}
    most_dims(parts...) <= 1 ? joined_vectors(T, parts...) : joined_along(T, Val(most_dims(parts...)), 1, parts)
end
typed_hcat(::Type{T}, parts...) where {T} = most_dims(parts...) <= 2 ? joined_columns(T, parts...) : joined_along(T, Val(most_dims(parts...)), 2, parts)
cat(parts...; dims) = cat_along(dims isa Val ? number_of(dims) : Int(dims), parts...)
number_of(::Val{d}) where {d} = d
cat_along(d::Int, parts...) = joined_along(parts_eltype(parts...), Val(max(d, most_dims(parts...))), d, parts)

function joined_vectors(::Type{T}, parts...) where {T}
    out = Array{T, 1}(undef, total_length(parts...))
    place_parts!(out, 1, parts...)
    out
end
total_length() = 0
total_length(x, rest...) = part_length(x) + total_length(rest...)
place_parts!(out, at) = nothing
place_parts!(out, at, x, rest...) = place_parts!(out, place_part!(out, at, x), rest...)
place_part!(out, at, x) = (out[at] = x; at + 1)
function place_part!(out, at, x::AbstractArray)
    for i in 1:length(x)
        out[at] = x[i]
        at += 1
    end
    at
end
function place_part!(out::Vector{T}, at, x::Vector{T}) where {T}
    copy_elements!(out, at, x, 1, length(x))
    at + length(x)
end

# Columns lie one behind the other in memory.
function joined_columns(::Type{T}, parts...) where {T}
    height = part_size(parts[1], 1)
    check_heights(height, parts, parts...)
    out = Array{T, 2}(undef, height, total_width(parts...))
    place_parts!(out, 1, parts...)
    out
end
total_width() = 0
total_width(x, rest...) = part_size(x, 2) + total_width(rest...)
check_heights(height, all) = nothing
function check_heights(height, all, x, rest...)
    part_size(x, 1) == height || throw_heights(all)
    check_heights(height, all, rest...)
end
@noinline function throw_heights(parts)
    if all(x -> part_ndims(x) == 1, parts)
        throw(DimensionMismatch("vectors must have same lengths"))
    end
    throw(DimensionMismatch(string("number of rows of each array must match (got ", map(x -> part_size(x, 1), parts), ")")))
end
@noinline throw_widths(parts) = throw(DimensionMismatch(string("number of columns of each array must match (got ", map(x -> part_size(x, 2), parts), ")")))

# Along any dimension: the others must agree.
function joined_along(::Type{T}, ::Val{N}, d::Int, parts) where {T, N}
    along = 0
    for x in parts
        along += part_size(x, d)
        for k in 1:N
            k == d || part_size(x, k) == part_size(parts[1], k) || throw_mismatch(d, k, x, parts)
        end
    end
    dims = ntuple(k -> k == d ? along : part_size(parts[1], k), Val(N))
    out = Array{T, N}(undef, dims)
    before = 0
    for x in parts
        place_block!(out, x, d, before)
        before += part_size(x, d)
    end
    out
end
@noinline function throw_mismatch(d, k, x, parts)
    d == 1 && k == 2 && throw_widths(parts)
    d == 2 && k == 1 && throw_heights(parts)
    throw(DimensionMismatch(string("mismatch in dimension ", k, " (expected ", part_size(parts[1], k), " got ", part_size(x, k), ")")))
end
place_block!(out, x, d, before) = setindex!(out, x, ntuple(k -> k == d ? before + 1 : 1, ndims(out))...)
function place_block!(out::AbstractArray{<:Any, N}, x::AbstractArray, d, before) where {N}
    for c in CartesianIndices(x)
        at = ntuple(k -> (k <= ndims(x) ? c[k] : 1) + (k == d ? before : 0), Val(N))
        setindex!(out, x[c], at...)
    end
end

# `[a b; c d]`: the lengths of the rows, then the elements row by row. Of numbers alone the shape is the rows'.
hvcat(rows::Tuple, parts...) = typed_hvcat(parts_eltype(parts...), rows, parts...)
hvcat(columns::Int, parts...) = hvcat(ntuple(k -> columns, div(length(parts), columns)), parts...)
function typed_hvcat(::Type{T}, rows::Tuple, parts...) where {T}
    most_dims(parts...) == 0 ? numbers_in_rows(T, rows, parts) : blocks_in_rows(T, rows, parts)
end
function numbers_in_rows(::Type{T}, rows, parts) where {T}
    m, n = length(rows), rows[1]
    for (i, width) in enumerate(rows)
        width == n || throw(ArgumentError(string("row ", i, " has mismatched number of columns (expected ", n, ", got ", width, ")")))
    end
    out = Array{T, 2}(undef, m, n)
    k = 0
    for x in parts
        out[div(k, n)+1, rem(k, n)+1] = x
        k += 1
    end
    out
end
function blocks_in_rows(::Type{T}, rows, parts) where {T}
    bands = Array{Matrix{T}, 1}(undef, 0)
    k = 0
    for width in rows
        push!(bands, typed_hcat(T, parts[k+1:k+width]...))
        k += width
    end
    typed_vcat(T, bands...)
end
function reduce(::typeof(vcat), xs::AbstractVector{<:AbstractVector})
    isempty(xs) && return Array{eltype(eltype(xs)), 1}(undef, 0)
    out = similar(xs[1], joined_eltype(xs), (sum(length, xs),))
    at = 1
    for x in xs
        at = place_part!(out, at, x)
    end
    out
end
function reduce(::typeof(hcat), xs::AbstractVector{<:AbstractVecOrMat})
    isempty(xs) && empty_reduction()
    height = size(xs[1], 1)
    width = 0
    for x in xs
        size(x, 1) == height || throw(DimensionMismatch(string("number of rows of each array must match (got ", (map(y -> size(y, 1), xs)...,), ")")))
        width += size(x, 2)
    end
    out = Array{joined_eltype(xs), 2}(undef, height, width)
    at = 1
    for x in xs
        at = place_part!(out, at, x)
    end
    out
end
joined_eltype(xs) = isconcretetype(eltype(xs)) ? eltype(eltype(xs)) : promote_eltypes(xs)
promote_eltypes(xs) = foldl((T, x) -> promote_type(T, eltype(x)), xs; init=Union{})
# Slices put side by side along a new last dimension.
stack(xs) = stacked(collect(xs))
stack(f, xs) = stacked(map(f, collect(xs)))
function stacked(xs)
    isempty(xs) && throw(ArgumentError("stack on an empty collection is not allowed"))
    inner = size_of_slice(xs[1])
    for x in xs
        size_of_slice(x) == inner || throw(DimensionMismatch(string("stack expects uniform slices, got axes(x) == ", map(OneTo, size_of_slice(x)), " while first had ", map(OneTo, inner))))
    end
    out = Array{eltype(xs[1])}(undef, (inner..., size(xs)...))
    k = 0
    for x in xs, y in x
        k += 1
        out[k] = y
    end
    out
end
size_of_slice(x) = size(x)
size_of_slice(t::Tuple) = (length(t),)
