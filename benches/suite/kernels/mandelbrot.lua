-- The Mandelbrot set: float arithmetic in a tight loop.
local function escape(cr, ci, limit)
  local zr, zi = 0.0, 0.0
  for k = 0, limit - 1 do
    local r2, i2 = zr * zr, zi * zi
    if r2 + i2 > 4.0 then return k end
    zi = 2.0 * zr * zi + ci
    zr = r2 - i2 + cr
  end
  return limit
end

local function mandelbrot(n)
  local total = 0
  for y = 0, n - 1 do
    for x = 0, n - 1 do
      total = total + escape(2.0 * x / n - 1.5, 2.0 * y / n - 1.0, 200)
    end
  end
  return total
end
local kernel = mandelbrot
