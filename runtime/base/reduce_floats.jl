# Sums and products of arrays of floats, in the order in which vector instructions form them.
#
# Julia lets its compiler reorder the inner loop of a reduction over an array, and that keeps four vectors of partial
# results: with w numbers in a vector, element i goes to partial result i modulo 4w. At the end the vectors are combined one
# by one, and then the halves of the last one, until one number is left. Rounding shows the order, so it is the same
# here, without vectors: four partial results at a time, which belong to one place of the four vectors.

const Reordered = Union{typeof(+), typeof(add_sum), typeof(*), typeof(mul_prod)}
const VECTOR_BYTES = Core.runtime(:vector_bytes, Int)
places(::Type{T}) where {T} = VECTOR_BYTES ÷ sizeof(T)
neutral(::Union{typeof(+), typeof(add_sum)}, ::Type{T}) where {T} = -zero(T)
neutral(::Union{typeof(*), typeof(mul_prod)}, ::Type{T}) where {T} = one(T)
# In the loop, a square and the sum that it goes to are rounded once.
combined(op, f, result, x) = op(result, f(x))
combined(::Union{typeof(+), typeof(add_sum)}, ::typeof(abs2), result, x) = fma(x, x, result)

function reduce_block(f::Union{typeof(identity), typeof(abs), typeof(abs2)}, op::Reordered, a::Array{T}, from::Int, to::Int) where {T <: Union{Float32, Float64}}
    width = places(T)
    rounds = (to - from - 1) ÷ (4 * width)
    @inbounds first = op(f(a[from]), f(a[from+1]))
    result = rounds == 0 ? first : halved(f, op, a, from + 2, rounds, first, 0, width)
    i = from + 2 + rounds * 4 * width
    while i <= to
        @inbounds result = combined(op, f, result, a[i])
        i += 1
    end
    result
end
# The combination of `count` places, those that are a multiple of `width ÷ count` after `place`.
function halved(f, op, a::Array{T}, from::Int, rounds::Int, first::T, place::Int, count::Int) where {T}
    count == 1 && return reduce_place(f, op, a, from, rounds, first, place)
    step = places(T) ÷ count
    op(halved(f, op, a, from, rounds, first, place, count >> 1), halved(f, op, a, from, rounds, first, place + step, count >> 1))
end
# The combination of the partial results at one place of the four vectors.
function reduce_place(f, op, a::Array{T}, from::Int, rounds::Int, first::T, place::Int) where {T}
    width = places(T)
    w = place == 0 ? first : neutral(op, T)
    x = y = z = neutral(op, T)
    i = from + place
    @inbounds for _ in 1:rounds
        w = combined(op, f, w, a[i])
        x = combined(op, f, x, a[i+width])
        y = combined(op, f, y, a[i+2*width])
        z = combined(op, f, z, a[i+3*width])
        i += 4 * width
    end
    op(op(op(w, x), y), z)
end
