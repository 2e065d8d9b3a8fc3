# Broadcasting, closures and reductions.
function kernel(n)
    x = collect(1.0:n)
    y = @. 2.0 * x^2 - 3.0 * x + 1.0
    scale = sum(y) / n
    z = map(v -> v / scale, y)
    return maximum(z) + sum(abs, z .- 1.0)
end
