# Money in several currencies: type parameters, errors on mixing, formatting, comparison.
abstract type Currency end
struct EUR <: Currency end
struct USD <: Currency end
struct JPY <: Currency end
symbol(::Type{EUR}) = "€"
symbol(::Type{USD}) = "\$"
symbol(::Type{JPY}) = "¥"
digits_of(::Type{<:Currency}) = 2
digits_of(::Type{JPY}) = 0
struct Money{C<:Currency}
    cents::Int
end
money(C, amount) = Money{C}(round(Int, amount * 10^digits_of(C)))
function Base.show(io::IO, m::Money{C}) where {C}
    n = digits_of(C)
    q, r = divrem(abs(m.cents), 10^n)
    print(io, m.cents < 0 ? "-" : "", symbol(C), q)
    n > 0 && print(io, ".", lpad(r, n, "0"))
end
Base.:+(a::Money{C}, b::Money{C}) where {C} = Money{C}(a.cents + b.cents)
Base.:-(a::Money{C}, b::Money{C}) where {C} = Money{C}(a.cents - b.cents)
Base.:*(k::Real, m::Money{C}) where {C} = Money{C}(round(Int, k * m.cents))
Base.:*(m::Money, k::Real) = k * m
Base.:/(a::Money{C}, b::Money{C}) where {C} = a.cents / b.cents
Base.isless(a::Money{C}, b::Money{C}) where {C} = a.cents < b.cents
Base.zero(::Type{Money{C}}) where {C} = Money{C}(0)
Base.zero(m::Money) = zero(typeof(m))
const RATES = Dict((EUR, USD) => 1.1, (EUR, JPY) => 160.0)
function exchange(m::Money{A}, ::Type{B}) where {A,B}
    A === B && return m
    rate = haskey(RATES, (A, B)) ? RATES[(A, B)] : 1 / RATES[(B, A)]
    money(B, m.cents / 10^digits_of(A) * rate)
end
price = money(EUR, 19.99)
println(price, " ", 3price, " ", price * 0.5, " ", price - money(EUR, 25), " ", price + price)
println(exchange(price, USD), " ", exchange(price, JPY), " ", exchange(money(USD, 11), EUR), " ", exchange(price, EUR) === price)
prices = [money(EUR, x) for x in (3, 1.5, 2.25)]
println(sort(prices), " ", maximum(prices), " ", sum(prices), " ", sum(Money{EUR}[]), " ", prices[1] / prices[2])
try
    price + money(USD, 1)
catch e
    println(e isa MethodError)
end
function split_evenly(m::Money{C}, n) where {C}
    q, r = divrem(m.cents, n)
    [Money{C}(q + (i <= r)) for i in 1:n]
end
println(split_evenly(money(USD, 10), 3), " ", sum(split_evenly(money(USD, 10), 3)), " ", money(JPY, 1234.4))
println(isbits(price), " ", sizeof(price), " ", Money{EUR} == typeof(price), " ", price == money(EUR, 19.99), " ", price < 2price)
