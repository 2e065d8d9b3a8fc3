-- The spectral norm of a matrix: divisions and reductions.
local function entry(i, j) return 1.0 / ((i + j) * (i + j + 1) * 0.5 + i + 1) end

local function mul_av(v, out, n)
  for i = 1, n do
    local s = 0.0
    for j = 1, n do s = s + entry(i - 1, j - 1) * v[j] end
    out[i] = s
  end
end

local function mul_atv(v, out, n)
  for i = 1, n do
    local s = 0.0
    for j = 1, n do s = s + entry(j - 1, i - 1) * v[j] end
    out[i] = s
  end
end

local function spectral(n)
  local u, v, t = {}, {}, {}
  for i = 1, n do u[i], v[i], t[i] = 1.0, 0.0, 0.0 end
  for k = 1, 10 do
    mul_av(u, t, n)
    mul_atv(t, v, n)
    mul_av(v, t, n)
    mul_atv(t, u, n)
  end
  local uv, vv = 0.0, 0.0
  for i = 1, n do
    uv = uv + u[i] * v[i]
    vv = vv + v[i] * v[i]
  end
  return math.floor(math.sqrt(uv / vv) * 1e9)
end
local kernel = spectral
