# Gaussian elimination, determinants, inverses and a linear regression, written out by hand.
function row_reduce(m::Matrix{Rational{Int}})
    a = copy(m)
    rows, cols = size(a)
    pivots = Int[]
    r = 1
    for c in 1:cols
        r > rows && break
        p = findfirst(i -> a[i, c] != 0, r:rows)
        p === nothing && continue
        p += r - 1
        if p != r
            a[[p, r], :] = a[[r, p], :]
        end
        a[r, :] ./= a[r, c]
        for i in 1:rows
            i == r && continue
            a[i, :] .-= a[i, c] .* a[r, :]
        end
        push!(pivots, c)
        r += 1
    end
    return a, pivots
end

function determinant(m::AbstractMatrix{T}) where {T}
    n = size(m, 1)
    n == size(m, 2) || throw(DimensionMismatch("matrix is not square: dimensions are $(size(m))"))
    n == 0 && return one(T)
    n == 1 && return m[1, 1]
    total = zero(T)
    for j in 1:n
        minor = m[2:end, [k for k in 1:n if k != j]]
        total += (-1)^(1 + j) * m[1, j] * determinant(minor)
    end
    return total
end

function inverse(m)
    n = size(m, 1)
    wide = hcat(Rational{Int}.(m), [i == j ? 1 // 1 : 0 // 1 for i in 1:n, j in 1:n])
    reduced, pivots = row_reduce(wide)
    pivots[1:n] == collect(1:n) || error("matrix is singular")
    return reduced[:, n+1:end]
end

m = [2 1 -1; -3 -1 2; -2 1 2]
println(determinant(m))
inv_m = inverse(m)
println(inv_m)
println(m * inv_m == [1 0 0; 0 1 0; 0 0 1])
println(inv_m * [8, -11, -3])
reduced, pivots = row_reduce(Rational{Int}[1 2 3; 2 4 6; 1 1 1])
println(reduced, " ", pivots)
for bad in ([1 2; 2 4], [1 2 3; 4 5 6])
    try
        println(determinant(bad))
        println(inverse(bad))
    catch e
        println(typeof(e), ": ", e isa DimensionMismatch ? e.msg : sprint(showerror, e))
    end
end

function fit_line(xs, ys)
    n = length(xs)
    sx, sy = sum(xs), sum(ys)
    sxx = sum(x^2 for x in xs)
    sxy = sum(xs .* ys)
    slope = (n * sxy - sx * sy) / (n * sxx - sx^2)
    return (slope = slope, intercept = (sy - slope * sx) / n)
end
line = fit_line(1:5, [3, 5, 7, 9, 11])
println(line, " ", line.slope * 6 + line.intercept)

function transpose_by_hand(m)
    out = similar(m, size(m, 2), size(m, 1))
    for I in CartesianIndices(m)
        i, j = Tuple(I)
        out[j, i] = m[I]
    end
    return out
end
println(transpose_by_hand([1 2 3; 4 5 6]))
println(transpose_by_hand([1 2 3; 4 5 6]) == permutedims([1 2 3; 4 5 6]) == [1 2 3; 4 5 6]')
println(Float64.(inv_m))
