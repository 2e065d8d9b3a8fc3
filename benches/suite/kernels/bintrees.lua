-- Binary trees: allocation and collection.
local function make(depth)
  if depth == 0 then return { left = false, right = false } end
  return { left = make(depth - 1), right = make(depth - 1) }
end

local function check(t)
  if t.left then return 1 + check(t.left) + check(t.right) end
  return 1
end

local function bintrees(n)
  local total = check(make(n + 1))
  local keep = make(n)
  for d = 4, n, 2 do
    for i = 1, 2 ^ (n - d + 4) do total = total + check(make(d)) end
  end
  return total + check(keep)
end
local kernel = bintrees
