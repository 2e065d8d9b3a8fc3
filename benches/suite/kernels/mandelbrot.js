// The Mandelbrot set: float arithmetic in a tight loop.
function escape(cr, ci, limit) {
  let zr = 0.0, zi = 0.0;
  for (let k = 0; k < limit; k++) {
    const r2 = zr * zr, i2 = zi * zi;
    if (r2 + i2 > 4.0) return k;
    zi = 2.0 * zr * zi + ci;
    zr = r2 - i2 + cr;
  }
  return limit;
}

function mandelbrot(n) {
  let total = 0;
  for (let y = 0; y < n; y++)
    for (let x = 0; x < n; x++)
      total += escape(2.0 * x / n - 1.5, 2.0 * y / n - 1.0, 200);
  return total;
}
const kernel = mandelbrot;
