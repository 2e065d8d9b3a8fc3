-- Calls the kernel before it several times: one line "rep k microseconds result" each.
for k = 1, tonumber(arg[2]) do
  local start = os.clock()
  local result = kernel(tonumber(arg[1]))
  print(string.format("rep %d %.0f %.0f", k, (os.clock() - start) * 1e6, result))
end
