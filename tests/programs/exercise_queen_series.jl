# Chess squares, series of digits, Pythagorean triplets, sums of multiples, sieve, nth of things.
struct Queen
    row::Int
    column::Int
    function Queen(row, column)
        0 <= row < 8 && 0 <= column < 8 || throw(ArgumentError("($row, $column) is not on the board"))
        new(row, column)
    end
end
attacks(a::Queen, b::Queen) = a.row == b.row || a.column == b.column || abs(a.row - b.row) == abs(a.column - b.column)
println(attacks(Queen(2, 4), Queen(6, 6)), " ", attacks(Queen(2, 4), Queen(2, 6)), " ", attacks(Queen(2, 2), Queen(0, 4)))
try
    Queen(8, 2)
catch e
    println(e.msg)
end
function largest_product(series, span)
    0 <= span <= length(series) || throw(ArgumentError("span must be between 0 and the length"))
    all(isdigit, series) || throw(ArgumentError("digits only"))
    span == 0 && return 1
    maximum(prod(parse(Int, c) for c in series[i:i+span-1]) for i in 1:length(series)-span+1)
end
println(largest_product("29", 2), " ", largest_product("73167176531330624919225119674426574742355349194934", 6), " ", largest_product("", 0))
for (s, n) in (("123", 4), ("12a4", 2))
    try
        largest_product(s, n)
    catch e
        println(e.msg)
    end
end
triplets(n) = [(a, b, n - a - b) for a in 1:n÷3 for b in a+1:(n-a)÷2 if a^2 + b^2 == (n - a - b)^2]
println(triplets(12), " ", triplets(108), " ", triplets(1000), " ", length(triplets(30000 ÷ 25)))
total(limit, factors) = sum([n for n in 1:limit-1 if any(f -> f != 0 && n % f == 0, factors)])
println(total(20, [3, 5]), " ", total(1000, (3, 5)), " ", total(150, [5, 6, 8]), " ", total(4, [0, 3]))
function sieve(limit)
    marked = trues(limit)
    marked[1] = false
    for i in 2:isqrt(limit)
        marked[i] && (marked[i^2:i:limit] .= false)
    end
    findall(marked)
end
println(sieve(50), " ", length(sieve(1000)), " ", sieve(10)[end])
slices(s, n) = [s[i:i+n-1] for i in 1:length(s)-n+1]
println(slices("49142", 3), " ", slices("1", 1), " ", [parse.(Int, collect(x)) for x in slices("918", 2)])
palindromes(lo, hi) = unique(sort([a * b for a in lo:hi for b in a:hi if string(a * b) == reverse(string(a * b))]))
println(palindromes(1, 9)[end], " ", maximum(palindromes(10, 99)), " ", length(palindromes(10, 99)))
