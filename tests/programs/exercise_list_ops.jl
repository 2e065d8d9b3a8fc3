# List operations written without the library's own.
myappend(a, b) = [a; b]
mylength(a) = (n = 0; for _ in a; n += 1; end; n)
function myfilter(f, a)
    out = similar(a, 0)
    for x in a
        f(x) && push!(out, x)
    end
    out
end
mymap(f, a) = [f(x) for x in a]
myfoldl(f, init, a) = (for x in a; init = f(init, x); end; init)
myfoldr(f, init, a) = isempty(a) ? init : f(a[1], myfoldr(f, init, a[2:end]))
myreverse(a) = a[end:-1:1]
myconcat(lists...) = isempty(lists) ? Int[] : myappend(lists[1], myconcat(lists[2:end]...))
println(myappend([1, 2], [2, 3, 4, 5]), " ", myappend(Int[], [1]))
println(mylength([1, 2, 3, 4]), " ", mylength(()), " ", mylength("häuser"))
println(myfilter(isodd, [1, 2, 3, 5]), " ", myfilter(c -> c > 'b', ['a', 'c']))
println(mymap(x -> x + 1, [1, 3, 5]), " ", mymap(string, (1, 2.5, 'c')))
println(myfoldl((acc, x) -> acc * x, 5, [2, 5]), " ", myfoldl(-, 0, [1, 2, 3]), " ", myfoldr(-, 0, [1, 2, 3]))
println(foldl(-, [1, 2, 3], init=0), " ", foldr(-, [1, 2, 3], init=0), " ", reduce(+, [1, 2], init=10))
println(myreverse([1, 3, 5]), " ", myconcat([1], [2, 3], [4]), " ", reduce(vcat, [[1], [2, 3], [4]]))
flatten(x) = x isa AbstractVector ? reduce(vcat, map(flatten, x), init=[]) : [x]
println(flatten([1, [2, [3, [4]], 5]]), " ", flatten([]))
chunks(v, n) = [v[i:min(i + n - 1, end)] for i in 1:n:length(v)]
println(chunks(1:7, 3), " ", chunks([1, 2, 3, 4], 2))
accumulate_by(f, v) = [f(x) for x in v]
println(accumulate_by(x -> x^2, 1:5), " ", accumulate(+, 1:5), " ", accumulate(max, [1, 3, 2, 5, 4]))
strain(v, f) = (keep = [x for x in v if f(x)], discard = [x for x in v if !f(x)])
s = strain(1:10, iseven)
println(s.keep, " ", s.discard, " ", s)
sublist(a, b) = any(a == b[i:i+length(a)-1] for i in 1:length(b)-length(a)+1)
println(sublist([2, 3], [1, 2, 3]), " ", sublist([3, 2], [1, 2, 3]), " ", sublist([], [1]))
