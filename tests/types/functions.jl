# Functions whose return types are compared with real Julia's: see `pairs.txt`.
abstract type Shape end
struct Square <: Shape; side::Float64; end
struct Disc <: Shape; radius::Float64; end
struct Point{T}; x::T; y::T; end
mutable struct Counter; n::Int; end
struct Node; value::Int; next::Union{Node, Nothing}; end
struct Wrapped{T}; items::Vector{T}; end
area(s::Square) = s.side * s.side
area(d::Disc) = 3.0 * d.radius * d.radius
total_area(shapes) = (t = 0.0; for s in shapes; t += area(s); end; t)
fib(n) = n < 2 ? n : fib(n - 1) + fib(n - 2)
fact(n) = n <= 1 ? one(n) : n * fact(n - 1)
gcd2(a, b) = b == 0 ? a : gcd2(b, a % b)
collatz(n) = (c = 0; while n != 1; n = iseven(n) ? n ÷ 2 : 3n + 1; c += 1; end; c)
is_even(n) = n == 0 ? true : is_odd(n - 1)
is_odd(n) = n == 0 ? false : is_even(n - 1)
maybe(x) = x > 0 ? x : nothing
unwrap(x) = x === nothing ? 0 : x
use_maybe(x) = unwrap(maybe(x))
by_isa(x) = x isa Int ? x + 1 : x isa String ? length(x) : 0.5
and_chain(x) = x isa Union{Int, Nothing} && x !== nothing ? x * 2 : 0
sum_loop(v) = (s = zero(eltype(v)); for x in v; s += x; end; s)
sum_list(n) = (s = 0; while n !== nothing; s += n.value; n = n.next; end; s)
last_value(n) = n.next === nothing ? n.value : last_value(n.next)
unstable(x) = x > 0 ? 1 : 2.0
converge(x) = (y = 1; for i in 1:10; y = y + x; end; y)
swap(p) = (p[2], p[1])
first_of(x, rest...) = x
count_args(args...) = length(args)
rest_of(x, rest...) = rest
spread(t) = first_of(t...)
make_adder(n) = x -> x + n
use_adder(n, x) = make_adder(n)(x)
twice(f, x) = f(f(x))
use_twice(x) = twice(y -> y * 2, x)
compose_abs(x) = map(abs, x)
captured(n) = (c = 0; foreach(i -> (c += i), 1:n); n)
norm2(p) = p.x * p.x + p.y * p.y
make_point(x, y) = Point(x, y)
shift(p, d) = Point(p.x + d, p.y + d)
bump(c) = (c.n += 1; c.n)
items_of(w) = w.items
item(w, i) = w.items[i]
divide(a, b) = b == 0 ? throw(DivideError()) : a / b
always_throws(x) = throw(ArgumentError("no"))
safe(x) = try; 10 ÷ x; catch; -1; end
safe_text(x) = try; 10 ÷ x; catch; "error"; end
label(x) = string("<", x, ">")
pick(b, x, y) = b ? x : y
poly(x) = 3x^2 + 2x + 1
chain(x) = 0 < x <= 10
dims(m) = size(m)
rows(m) = size(m, 1)
index2(m) = m[1, 2]
tuple3(x) = (x, string(x), x == x)
nested(x) = ((x, 1), (2.0, x))
second(t) = t[2]
sum_tuple(t) = t[1] + t[2]
len(x) = length(x)
fill_it(n) = fill(1.5, n)
squares(n) = [i * i for i in 1:n]
pairs_up(a, b) = [(x, y) for (x, y) in zip(a, b)]
evens(v) = filter(iseven, v)
find_first(v, x) = (for i in 1:length(v); v[i] == x && return i; end; nothing)
find_or(v, x) = (r = find_first(v, x); r === nothing ? 0 : r)
has_type(::Type{T}) where {T} = T
zero_of(::Type{T}) where {T <: Number} = zero(T)
element(v::Vector{T}) where {T} = T
val(::Val{N}) where {N} = N
convert_to(::Type{T}, x) where {T} = convert(T, x)
kind(x::Int) = 1
kind(x::Float64) = 2.0
kind(x::String) = "s"
kind(x) = nothing
default(x, y = 2) = x + y
with_key(x; scale = 2) = x * scale
use_key(x) = with_key(x; scale = 3)
named(x) = (a = x, b = 1.5)
get_a(nt) = nt.a
clamp_it(x) = min(max(x, 0), 10)
ackermann(m, n) = m == 0 ? n + 1 : n == 0 ? ackermann(m - 1, 1) : ackermann(m - 1, ackermann(m, n - 1))
hanoi(n, a, b, c) = n == 0 ? 0 : hanoi(n - 1, a, c, b) + 1 + hanoi(n - 1, c, b, a)
reverse_it(s) = reverse(s)
char_code(c) = c - 'a'
digit_sum(n) = (s = 0; while n > 0; s += n % 10; n = n ÷ 10; end; s)
mean_of(v) = sum(v) / length(v)
dot_of(a, b) = (s = zero(eltype(a)) * zero(eltype(b)); for i in 1:length(a); s += a[i] * b[i]; end; s)
