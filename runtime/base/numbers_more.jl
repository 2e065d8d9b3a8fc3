# Less frequent functions of numbers and bytes.

bytes2hex(bytes) = join(string(b; base=16, pad=2) for b in bytes)
function hex2bytes(s::AbstractString)
    iseven(ncodeunits(s)) || throw(ArgumentError("length of iterable must be even"))
    bytes = Array{UInt8, 1}(undef, div(ncodeunits(s), 2))
    for i in 1:length(bytes)
        high, low = digit_value(s[2*i-1], 16), digit_value(s[2*i], 16)
        (high < 0 || low < 0) && throw(ArgumentError("byte is not an ASCII hexadecimal digit"))
        bytes[i] = (16 * high + low) % UInt8
    end
    bytes
end

# a + b*x + c*x² + …, from the highest power down.
function evalpoly(x, p)
    value = p[length(p)]
    for i in length(p)-1:-1:1
        value = muladd(x, value, p[i])
    end
    value
end
fourthroot(x::Real) = sqrt(sqrt(x))
cispi(x::Real) = Complex(cospi(x), sinpi(x))
hton(x::BitInteger) = bswap(x)
ntoh(x::BitInteger) = bswap(x)
htol(x::BitInteger) = x
ltoh(x::BitInteger) = x
function clamp!(a::AbstractArray, low, high)
    for i in eachindex(a)
        a[i] = clamp(a[i], low, high)
    end
    a
end
# The smallest product of powers of the factors that is at least n.
function nextprod(factors, n::Real)
    m = Int(ceil(n))
    while true
        rest = m
        for f in factors
            while rest % f == 0
                rest = div(rest, f)
            end
        end
        rest == 1 && return m
        m += 1
    end
end
