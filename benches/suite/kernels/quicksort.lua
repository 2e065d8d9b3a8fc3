-- Quicksort of pseudo-random numbers: unpredictable branches.
local floor = math.floor

local function quicksort(a, lo, hi)
  if lo >= hi then return end
  local pivot, i, j = a[floor((lo + hi) / 2)], lo, hi
  while i <= j do
    while a[i] < pivot do i = i + 1 end
    while a[j] > pivot do j = j - 1 end
    if i <= j then
      a[i], a[j] = a[j], a[i]
      i, j = i + 1, j - 1
    end
  end
  quicksort(a, lo, j)
  quicksort(a, i, hi)
end

local function run(n)
  local a, s = {}, 42
  for i = 1, n do
    s = s * 16807 % 2147483647
    a[i] = s
  end
  quicksort(a, 1, n)
  local r = a[floor(n / 4) + 1] + a[floor(n / 2) + 1] + a[n]
  for i = 2, n do
    if a[i - 1] > a[i] then r = -1 end
  end
  return r
end
local kernel = run
