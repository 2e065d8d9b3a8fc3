# The Mandelbrot set: float arithmetic in a tight loop.
function escape(cr, ci, limit)
    zr = 0.0
    zi = 0.0
    for k in 0:limit-1
        r2 = zr * zr
        i2 = zi * zi
        if r2 + i2 > 4.0
            return k
        end
        zi = 2.0 * zr * zi + ci
        zr = r2 - i2 + cr
    end
    return limit
end

function mandelbrot(n)
    total = 0
    for y in 0:n-1
        for x in 0:n-1
            total += escape(2.0 * x / n - 1.5, 2.0 * y / n - 1.0, 200)
        end
    end
    return total
end

kernel(n) = mandelbrot(n)
