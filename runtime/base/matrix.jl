# Matrices: literals, concatenation, slices.

vcat() = Array{Any, 1}(undef, 0)
hcat() = Array{Any, 1}(undef, 0)

part_eltype(x) = typeof(x)
part_eltype(x::AbstractArray) = eltype(x)
parts_eltype(x) = part_eltype(x)
parts_eltype(x, rest...) = promote_type(part_eltype(x), parts_eltype(rest...))

function vcat(parts...)
    out = Array{parts_eltype(parts...), 1}(undef, 0)
    append_parts!(out, parts...)
    out
end
append_parts!(out) = nothing
append_parts!(out, x, rest...) = (append_part!(out, x); append_parts!(out, rest...))
append_part!(out, x) = push!(out, x)
append_part!(out, x::AbstractVector) = append!(out, x)
append_part!(out, x::AbstractMatrix) = throw(ArgumentError("concatenating matrices by rows is not supported"))

# Columns: each part is a number or a vector.
column_height(x) = 1
column_height(x::AbstractArray) = size(x, 1)
function hcat(parts...)
    T = parts_eltype(parts...)
    height = column_height(parts[1])
    elements = Array{T, 1}(undef, 0)
    append_columns!(elements, height, parts...)
    matrix_of(elements, height, div(length(elements), max(height, 1)))
end
append_columns!(out, height) = nothing
append_columns!(out, height, x, rest...) = (append_column!(out, height, x); append_columns!(out, height, rest...))
append_column!(out, height, x) = height == 1 ? push!(out, x) : throw_heights()
function append_column!(out, height, x::AbstractArray)
    size(x, 1) == height || throw_heights()
    append!(out, x)
end
throw_heights() = throw(DimensionMismatch("vectors must have same lengths"))
function matrix_of(elements::Vector{T}, m::Int, n::Int) where {T}
    a = Array{T, 2}(undef, m, n)
    copy_elements!(a, elements)
end
function copy_elements!(to::Matrix, from::Vector)
    for i in 1:length(from)
        to[i] = from[i]
    end
    to
end

# `[a b; c d]`: the lengths of the rows, then the elements row by row.
function hvcat(rows::Tuple, elements...)
    n = rows[1]
    for length in rows
        length == n || throw(ArgumentError(string("row lengths must match")))
    end
    fill_rows!(Array{promote_typeof(elements...), 2}(undef, length(rows), n), elements)
end
function fill_rows!(a::Matrix, elements)
    m, n = size(a)
    k = 1
    for i in 1:m, j in 1:n
        a[i, j] = elements[k]
        k += 1
    end
    a
end

