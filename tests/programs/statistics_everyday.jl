# Statistics: mean, median, variance, standard deviation, quantiles, correlation, along dimensions.
using Statistics
v = [2, 4, 4, 4, 5, 5, 7, 9]
println(mean(v), " ", median(v), " ", var(v), " ", std(v), " ", std(v, corrected=false), " ", mean(1:10), " ", median([1, 2, 3, 4]), " ", middle(1, 4), " ", mean([true, false, true, true]))
println(quantile(v, 0.5), " ", quantile([1.0, 2.0, 3.0, 4.0, 5.0], [0.25, 0.5, 0.75]), " ", mean(x -> x^2, v), " ", mean(abs, [-1, 1]), " ", extrema(v))
m = [1 2 3; 4 5 6]
println(mean(m), " ", mean(m, dims=1), " ", vec(mean(m, dims=2)), " ", median(m), " ", vec(std(m, dims=1)) .> 2, " ", vec(var([1.0 2; 3 4], dims=2)))
x, y = [1.0, 2.0, 3.0, 4.0], [2.1, 3.9, 6.2, 7.8]
println(round(cor(x, y), digits=6), " ", round(cov(x, y), digits=6), " ", cor(x, x) ≈ 1)
slope = cov(x, y) / var(x)
intercept = mean(y) - slope * mean(x)
println(round(slope, digits=4), " ", round(intercept, digits=4), " ", round.(intercept .+ slope .* x, digits=3))
zscores(v) = (v .- mean(v)) ./ std(v)
println(round.(zscores([1, 2, 3]), digits=6), " ", isapprox(mean(zscores(v)), 0, atol=1e-12), " ", mean(skipmissing([1, missing, 3])))
function moving_average(v, n)
    [mean(v[i:i+n-1]) for i in 1:length(v)-n+1]
end
println(moving_average([1, 2, 3, 4, 5, 6], 3), " ", mean([[1, 2], [3, 4]]), " ", mean((1, 2, 6)), " ", mean(Dict(1 => 2, 3 => 6) |> values))
groups = Dict("a" => [1, 2, 3], "b" => [10, 20])
for k in sort(collect(keys(groups)))
    println(k, ": ", mean(groups[k]), " ± ", round(std(groups[k]), digits=3))
end
println(isnan(mean(Int[])), " ", median([3]), " ", var([5.0, 5.0]))
