-- Permutations of pancakes: small integer arrays.
local function fannkuch(n)
  local p, q, count = {}, {}, {}
  for i = 1, n do p[i], q[i], count[i] = i, 0, 0 end
  local r, maxflips, checksum, sign = n, 0, 0, 1
  while true do
    while r ~= 1 do
      count[r] = r
      r = r - 1
    end
    for i = 1, n do q[i] = p[i] end
    local flips, k = 0, q[1]
    while k ~= 1 do
      local i, j = 1, k
      while i < j do
        q[i], q[j] = q[j], q[i]
        i, j = i + 1, j - 1
      end
      flips = flips + 1
      k = q[1]
    end
    if flips > maxflips then maxflips = flips end
    checksum = checksum + sign * flips
    sign = -sign
    while true do
      if r == n then return checksum * 100 + maxflips end
      local first = p[1]
      for i = 1, r do p[i] = p[i + 1] end
      p[r + 1] = first
      count[r + 1] = count[r + 1] - 1
      if count[r + 1] > 0 then break end
      r = r + 1
    end
  end
end
local kernel = fannkuch
