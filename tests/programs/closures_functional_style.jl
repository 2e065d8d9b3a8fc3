# Functional programming: composition, partial application, folds, pipelines, memoization, lazy streams, church numerals.
compose(fs...) = reduce(∘, fs)
inc(x) = x + 1
double(x) = 2x
println(compose(inc, double)(5), " ", (inc ∘ double ∘ inc)(5), " ", 5 |> inc |> double, " ", [1, 2, 3] .|> inc, " ", (1, 2) |> collect |> sum, " ", 16 |> sqrt |> Int |> string)
partial(f, args...) = (rest...) -> f(args..., rest...)
flip(f) = (a, b) -> f(b, a)
println(partial(max, 3)(1, 7), " ", flip(-)(1, 10), " ", map(partial(*, 3), [1, 2]), " ", Base.Fix1(-, 10)(3), " ", Base.Fix2(-, 10)(3), " ", filter(>(2), [1, 2, 3]), " ", map(==(2), [1, 2]))
counter = let n = 0
    () -> n += 1
end
println(counter(), counter(), counter())
adders = [x -> x + k for k in 1:3]
println([f(10) for f in adders], " ", map(f -> f(1), (sin ∘ zero, cos ∘ zero)), " ", foldl((f, g) -> g ∘ f, [inc, double, inc])(1))
function make_account(balance)
    deposit(x) = balance += x
    withdraw(x) = x > balance ? error("insufficient") : (balance -= x)
    (deposit = deposit, withdraw = withdraw, balance = () -> balance)
end
acc = make_account(100)
acc.deposit(50)
acc.withdraw(30)
println(acc.balance())
zero_church = f -> x -> x
succ(n) = f -> x -> f(n(f)(x))
add(m, n) = f -> x -> m(f)(n(f)(x))
mult(m, n) = f -> m(n(f))
to_int(n) = n(x -> x + 1)(0)
one_church = succ(zero_church)
two = succ(one_church)
println(to_int(two), " ", to_int(add(two, two)), " ", to_int(mult(two, add(two, one_church))))
Y(f) = (x -> x(x))(x -> f((args...) -> x(x)(args...)))
println(Y(self -> n -> n == 0 ? 1 : n * self(n - 1))(10))
struct Stream
    head::Int
    tail::Function
end
from(n) = Stream(n, () -> from(n + 1))
take_stream(s, n) = n == 0 ? Int[] : pushfirst!(take_stream(s.tail(), n - 1), s.head)
filter_stream(p, s) = p(s.head) ? Stream(s.head, () -> filter_stream(p, s.tail())) : filter_stream(p, s.tail())
sieve(s) = Stream(s.head, () -> sieve(filter_stream(x -> x % s.head != 0, s.tail())))
println(take_stream(from(5), 3), " ", take_stream(sieve(from(2)), 8))
memo(f) = (cache = Dict(); x -> get!(() -> f(x), cache, x))
slow_square = memo(x -> (print("computing "); x^2))
println(slow_square(4), " ", slow_square(4))
groupby(f, v) = (d = Dict(); foreach(x -> push!(get!(d, f(x), []), x), v); d)
g = groupby(length, ["a", "bb", "c", "dd"])
println(sort(collect(keys(g))), " ", g[1], " ", mapreduce(x -> x^2, +, 1:3), " ", reduce(max, [3, 9, 2]), " ", foldr(=>, 1:3), " ", any(map(iseven, 1:3)), " ", sum(map(*, 1:3, 4:6)))
unfold(f, seed) = (out = []; s = f(seed); while s !== nothing; push!(out, s[1]); s = f(s[2]); end; out)
println(unfold(n -> n > 5 ? nothing : (n^2, n + 1), 1))
