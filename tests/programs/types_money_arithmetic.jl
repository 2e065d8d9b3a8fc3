# Fixed-point money of several currencies, with checked arithmetic, parsing, comparison and sums.
struct Purse{C}
    cents::Int
end
Purse{C}(x::AbstractFloat) where {C} = Purse{C}(round(Int, 100x))
currency(::Purse{C}) where {C} = C
currency(::Type{Purse{C}}) where {C} = C
struct CurrencyMismatch <: Exception
    a::Symbol
    b::Symbol
end
Base.showerror(io::IO, e::CurrencyMismatch) = print(io, "cannot mix ", e.a, " and ", e.b)
for op in (:+, :-)
    @eval Base.$op(a::Purse{C}, b::Purse{C}) where {C} = Purse{C}(Base.Checked.$(op === :+ ? :checked_add : :checked_sub)(a.cents, b.cents))
    @eval Base.$op(a::Purse, b::Purse) = throw(CurrencyMismatch(currency(a), currency(b)))
end
Base.:-(a::Purse{C}) where {C} = Purse{C}(-a.cents)
Base.:*(n::Real, a::Purse{C}) where {C} = Purse{C}(round(Int, n * a.cents))
Base.:*(a::Purse, n::Real) = n * a
Base.:/(a::Purse{C}, b::Purse{C}) where {C} = a.cents / b.cents
Base.div(a::Purse{C}, n::Integer) where {C} = Purse{C}(a.cents ÷ n)
Base.isless(a::Purse{C}, b::Purse{C}) where {C} = a.cents < b.cents
Base.zero(::Type{Purse{C}}) where {C} = Purse{C}(0)
Base.zero(::Purse{C}) where {C} = Purse{C}(0)
Base.iszero(a::Purse) = a.cents == 0
Base.abs(a::Purse{C}) where {C} = Purse{C}(abs(a.cents))
Base.show(io::IO, a::Purse{C}) where {C} = print(io, a.cents < 0 ? "-" : "", abs(a.cents) ÷ 100, '.', lpad(abs(a.cents) % 100, 2, '0'), ' ', C)
function Base.parse(::Type{Purse}, s::AbstractString)
    m = match(r"^\s*(-?)(\d+)(?:\.(\d{1,2}))?\s+([A-Z]{3})\s*$", s)
    m === nothing && throw(ArgumentError("cannot read money from $(repr(s))"))
    sign, whole, part, code = m.captures
    cents = 100 * parse(Int, whole) + (part === nothing ? 0 : parse(Int, rpad(part, 2, '0')))
    return Purse{Symbol(code)}(sign == "-" ? -cents : cents)
end
macro money_str(s)
    parse(Purse, s)
end
allocate(a::Purse{C}, shares...) where {C} = begin
    total = sum(shares)
    parts = [Purse{C}(a.cents * s ÷ total) for s in shares]
    rest = a.cents - sum(p.cents for p in parts)
    [i <= rest ? p + Purse{C}(1) : p for (i, p) in enumerate(parts)]
end
a = money"12.30 EUR"
b = Purse{:EUR}(7.7)
println(a, " ", b, " ", a + b, " ", a - b, " ", -a, " ", 1.19 * a, " ", a * 3, " ", a / b, " ", div(a, 7))
println(a > b, " ", max(a, b), " ", sort([a, b, zero(a)]), " ", sum([a, b, b]), " ", iszero(a - a), " ", abs(-b), " ", a == Purse{:EUR}(1230))
println(allocate(money"100.00 USD", 1, 1, 1), " ", allocate(money"0.05 USD", 3, 7), " ", sum(allocate(money"99.99 USD", 5, 3, 2)))
for f in (() -> a + money"1 USD", () -> parse(Purse, "12,30 EUR"), () -> Purse{:EUR}(typemax(Int)) + a, () -> a < money"1 JPY", () -> a * a)
    try
        println(f())
    catch e
        println(typeof(e), e isa MethodError ? " $(e.f)" : ": " * sprint(showerror, e))
    end
end
purses = [money"1 EUR", money"5.5 USD", money"2.25 EUR", money"-1 USD"]
totals = Dict{Symbol,Purse}()
for p in purses
    c = currency(p)
    totals[c] = haskey(totals, c) ? totals[c] + p : p
end
println([totals[c] for c in sort!(collect(keys(totals)))], " ", typeof(purses) == Vector{Purse}, " ", currency(typeof(a)), " ", eltype([a, b]) == Purse{:EUR})
interest(p, rate, years) = foldl((x, _) -> x + rate * x, 1:years; init = p)
println(interest(money"1000 EUR", 0.05, 10), " ", [interest(a, 0.1, n) for n in 0:3], " ", accumulate(+, [a, b, a]))
