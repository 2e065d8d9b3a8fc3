# The Mandelbrot set: float arithmetic in a tight loop.
def escape(cr, ci, limit):
    zr = zi = 0.0
    for k in range(limit):
        r2 = zr * zr
        i2 = zi * zi
        if r2 + i2 > 4.0:
            return k
        zi = 2.0 * zr * zi + ci
        zr = r2 - i2 + cr
    return limit


def mandelbrot(n):
    total = 0
    for y in range(n):
        for x in range(n):
            total += escape(2.0 * x / n - 1.5, 2.0 * y / n - 1.0, 200)
    return total


kernel = mandelbrot
