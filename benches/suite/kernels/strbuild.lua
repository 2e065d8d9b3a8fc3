-- Numbers printed into a buffer: strings.
local function strbuild(n)
  local pieces = {}
  for i = 1, n do pieces[i] = i .. "," end
  local s = table.concat(pieces)
  local h, byte = 0, string.byte
  for i = 1, #s do h = (h * 31 + byte(s, i)) % 1000003 end
  return h * 1000000000 + #s
end
local kernel = strbuild
