-- A hash table of integers.
local function dictrun(n)
  local d, s, size = {}, 42, 0
  for i = 1, n do
    s = s * 16807 % 2147483647
    local k = s % n * 97
    local old = d[k]
    if old then
      d[k] = old + i
    else
      size = size + 1
      d[k] = i
    end
  end
  local total = 0
  s = 7
  for i = 1, n do
    s = s * 16807 % 2147483647
    total = total + (d[s % (2 * n) * 97] or 0)
  end
  return total + size
end
local kernel = dictrun
