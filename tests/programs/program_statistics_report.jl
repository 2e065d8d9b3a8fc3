# A report of measurements: groups, quantiles, histogram, correlation, moving averages, outliers.
data = """
name,group,x,y
a1,A,1.0,2.1
a2,A,2.0,3.9
a3,A,3.0,6.2
b1,B,4.5,8.8
b2,B,5.5,NA
b3,B,0.5,1.2
c1,C,10.0,19.5
"""
struct Row
    name::String
    group::Char
    x::Float64
    y::Union{Float64,Missing}
end
function parse_row(line)
    f = split(line, ',')
    Row(f[1], only_char(f[2]), parse(Float64, f[3]), f[4] == "NA" ? missing : parse(Float64, f[4]))
end
only_char(s) = length(s) == 1 ? s[1] : error("one letter is wanted, not $s")
lines = split(chomp(data), '\n')
rows = parse_row.(lines[2:end])
println(length(rows), " rows, columns ", Tuple(Symbol.(split(lines[1], ','))), " ", eltype(rows))

mean(v) = sum(v) / length(v)
variance(v) = (m = mean(v); sum((v .- m) .^ 2) / (length(v) - 1))
function quantile(v, p)
    s = sort(v)
    h = (length(s) - 1) * p + 1
    low = floor(Int, h)
    low == length(s) ? float(s[end]) : s[low] + (h - low) * (s[low+1] - s[low])
end
function correlation(x, y)
    mx, my = mean(x), mean(y)
    sum((x .- mx) .* (y .- my)) / sqrt(sum(abs2, x .- mx) * sum(abs2, y .- my))
end
xs = [r.x for r in rows]
ys = [r.y for r in rows]
println("missing: ", count(ismissing, ys), ", sum ", sum(ys), ", without ", round(sum(skipmissing(ys)), digits = 2), ", known ", collect(skipmissing(ys))[1:2])
println("mean ", round(mean(xs), digits = 4), ", variance ", round(variance(xs), digits = 4), ", median ", quantile(xs, 0.5), ", quartiles ", [quantile(xs, p) for p in (0.25, 0.75)])
complete = filter(r -> !ismissing(r.y), rows)
println("correlation ", round(correlation([r.x for r in complete], [r.y for r in complete]), digits = 5))
groups = Dict{Char,Vector{Row}}()
for r in rows
    push!(get!(groups, r.group, Row[]), r)
end
println(rpad("group", 8), lpad("n", 3), lpad("mean x", 10), lpad("max y", 10))
for g in sort!(collect(keys(groups)))
    known = collect(skipmissing(r.y for r in groups[g]))
    println(rpad(g, 8), lpad(length(groups[g]), 3), lpad(round(mean([r.x for r in groups[g]]), digits = 2), 10), lpad(isempty(known) ? "-" : maximum(known), 10))
end
function histogram(v, edges)
    counts = zeros(Int, length(edges) - 1)
    for x in v
        k = searchsortedlast(edges, x)
        1 <= k < length(edges) && (counts[k] += 1)
    end
    counts
end
edges = 0:2.5:12.5
for (k, n) in enumerate(histogram(xs, edges))
    println(lpad(edges[k], 5), " - ", rpad(edges[k+1], 5), '*'^n)
end
moving(v, k) = [mean(v[max(1, i - k + 1):i]) for i in eachindex(v)]
println(round.(moving(xs, 3), digits = 3))
iqr = quantile(xs, 0.75) - quantile(xs, 0.25)
println("outliers: ", [r.name for r in rows if r.x > quantile(xs, 0.75) + 1.5iqr])
ranks = invperm(sortperm(xs))
println("ranks ", ranks, ", cumulative ", cumsum(xs), ", differences ", diff(xs), ", best ", rows[argmax(xs)].name, " ", findmin(xs))
normalized = (xs .- minimum(xs)) ./ (maximum(xs) - minimum(xs))
println(round.(normalized, digits = 2), " ", extrema(normalized), " ", clamp.(xs, 1, 5))
println(isequal(missing, missing), " ", missing === missing, " ", missing == 1, " ", isequal(ys, copy(ys)), " ", any(ismissing, ys), " ", max(missing, 1), " ", [missing, 1] == [missing, 1])
