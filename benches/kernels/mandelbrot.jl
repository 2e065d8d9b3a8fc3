# Iterations of the Mandelbrot map over a grid: floating-point arithmetic in a short loop.
function iterations(cr, ci, limit)
    zr = 0.0
    zi = 0.0
    for k in 0:limit-1
        r2 = zr * zr
        i2 = zi * zi
        r2 + i2 > 4.0 && return k
        zi = 2.0 * zr * zi + ci
        zr = r2 - i2 + cr
    end
    return limit
end

@noinline function kernel()
    n = 500
    total = 0
    for y in 0:n-1, x in 0:n-1
        total += iterations(2.0 * x / n - 1.5, 2.0 * y / n - 1.0, 200)
    end
    return total
end
