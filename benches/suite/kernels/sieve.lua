-- The sieve of Eratosthenes: stores with a stride.
-- LuaJIT: one byte per flag through ffi; plain Lua: a table of integers
local has_ffi, ffi = pcall(require, "ffi")

local function flags(n)
  if has_ffi then
    local t = ffi.new("uint8_t[?]", n + 1)
    ffi.fill(t, n + 1, 1)
    return t
  end
  local t = {}
  for i = 1, n do t[i] = 1 end
  return t
end

local function sieve(n)
  local prime = flags(n)
  local count = 0
  for i = 2, n do
    if prime[i] == 1 then
      count = count + 1
      for j = i * i, n, i do prime[j] = 0 end
    end
  end
  return count
end
local kernel = sieve
