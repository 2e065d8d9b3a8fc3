# Draws the Mandelbrot set as text, then counts iterations on a finer grid.
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

function draw(width, height)
    shades = [" ", ".", ":", "-", "=", "+", "*", "#", "%", "@"]
    for y in 0:height-1
        line = ""
        for x in 0:width-1
            k = escape(3.0 * x / width - 2.2, 2.4 * y / height - 1.2, 90)
            line = string(line, shades[min(div(k, 10), 9)+1])
        end
        println(line)
    end
end

function count(n)
    total = 0
    for y in 0:n-1, x in 0:n-1
        total += escape(2.0 * x / n - 1.5, 2.0 * y / n - 1.0, 200)
    end
    return total
end

draw(72, 24)
n = length(ARGS) >= 1 ? parse(Int, ARGS[1]) : 400
println("iterations on a grid of ", n, " by ", n, ": ", count(n))
