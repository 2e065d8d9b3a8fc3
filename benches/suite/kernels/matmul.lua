-- Matrix product by three loops: what vectorizers like.
local function matmul(a, b, c, n)
  for i = 1, n do
    local ai, ci = a[i], c[i]
    for k = 1, n do
      local x, bk = ai[k], b[k]
      for j = 1, n do ci[j] = ci[j] + x * bk[j] end
    end
  end
end

local function run(n)
  local a, b, c = {}, {}, {}
  for i = 1, n do
    local ai, bi, ci = {}, {}, {}
    for j = 1, n do
      ai[j] = ((i - 1) * (j - 1)) % 7 + 0.5
      bi[j] = (i - 1 + j - 1) % 5 + 0.5
      ci[j] = 0.0
    end
    a[i], b[i], c[i] = ai, bi, ci
  end
  matmul(a, b, c, n)
  local s = 0.0
  for i = 1, n do
    local ci = c[i]
    for j = 1, n do s = s + ci[j] end
  end
  return s * 4.0
end
local kernel = run
