"""
    Documented things and comments of all kinds.
"""
module_like = 1

"Adds one."
increment(x) = x + 1

"""
    power(x, n)

Raises `x` to `n`, with an *example*:

```julia
power(2, 3)
```
"""
function power(x, n)
    # a comment
    r = one(x)   # and another
    #= a block
       comment #= nested =# still =#
    for _ in 1:n
        r *= x
    end
    return r
end

"A type with documented fields."
struct Documented
    "the first"
    a::Int
    "the second"
    b::String
end

@doc "Documented with the macro." times(x, y) = x * y

"An abstract one."
abstract type Thing end
"A constant."
const LIMIT = 10
"A macro."
macro nothing_special(x)
    esc(x)
end
println(increment(1), " ", power(2, 10), " ", Documented(1, "b"), " ", times(3, 4), " ", LIMIT, " ", @nothing_special(5))
println("""
    indented
      text with "quotes" and $(1 + 1)
    end""")
println(raw"no \n escapes $x", " ", r"a+" isa Regex, " ", b"abc")
s = """first
second\tTAB
"""
print(s)
println(length(s), " ", """one line""", " ", """ "a" """, "", """
""")
α² = 4; β′ = 5; naïve_ñ = "ok"; _under = 1; x′′ = 2
println(α² + β′, naïve_ñ, _under, x′′, " ", 2α², " ", 3(1 + 1), " ", 2x′′^2)
1 < 2 < 3 && println("chained"); a = 1; b = 2
println(a < b <= 2 != 3, " ", 1 == 1.0 === true, " ", a < b > a)
println(0x1f, " ", 0b101, " ", 0o17, " ", 1_000_000, " ", 1e3, " ", .5, " ", 5., " ", 1f0, " ", 'a', " ", '\x41', " ", "\u00e9", " ", 0x1p4)
