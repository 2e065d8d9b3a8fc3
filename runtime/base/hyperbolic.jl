# Hyperbolic functions and their inverses.

function sinh_small(x::Float64)
    z = x * x
    z_low = fma(x, x, -z)
    p = poly(z, 8.333333333336817e-3, 1.9841269840165435e-4, 2.7557319381151335e-6, 2.5052096530035283e-8, 1.6059550718903307e-10, 7.634842144412119e-13, 2.9696954760355812e-15)
    high, low = exact_poly(z, 1.0, 0.16666666666666635, p)
    fma(x, high, fma(x, low, x * z_low * 0.16666666666666635))
end
function sinh_small(x::Float32)
    wide = Float64(x)
    Float32(poly(wide * wide, 1.0, 0.1666666779967941, 0.008333336726447933, 0.00019841001151414065, 2.7555538207080807e-6, 2.5143389765825282e-8, 1.6260094552031644e-10) * wide)
end
function sinh(x::T) where {T<:Union{Float32, Float64}}
    a = abs(x)
    a <= (T === Float64 ? T(2.1) : T(3.0)) && return sinh_small(x)
    if a >= (T === Float64 ? T(709.7822265633563) : T(88.72283f0))
        e = exp(T(0.5) * a)
        return copysign(T(0.5) * e * e, x)
    end
    e = exp(a)
    copysign(T(0.5) * (e - 1 / e), x)
end
cosh_small(z::Float64) = poly(z, 1.0, 0.5000000000000002, 0.04166666666666269, 1.3888888889206764e-3, 2.4801587176784207e-5, 2.7557345825742837e-7, 2.0873617441235094e-9, 1.1663435515945578e-11)
cosh_small(z::Float32) = poly(z, 1.0f0, 0.49999997f0, 0.041666888f0, 0.0013882756f0, 2.549933f-5)
function cosh(x::T) where {T<:Union{Float32, Float64}}
    a = abs(x)
    a <= 1 && return cosh_small(x * x)
    if a >= (T === Float64 ? T(709.7822265633563) : T(88.72283f0))
        e = exp(T(0.5) * a)
        return T(0.5) * e * e
    end
    e = exp(a)
    T(0.5) * (e + 1 / e)
end
tanh_small(z::Float64) = poly(z, 1.0, -0.33333333333332904, 0.13333333333267555, -0.05396825393066753, 0.02186948742242217, -0.008863215974794633, 0.003591910693118715, -0.0014542587440487815, 0.0005825521659411748, -0.00021647574085351332, 5.5752458452673005e-5)
tanh_small(z::Float32) = poly(z, 1.0f0, -0.3333312f0, 0.13328037f0, -0.05350336f0, 0.019975215f0, -0.0050525228f0)
function tanh(x::T) where {T<:Union{Float32, Float64}}
    a = abs(2 * x)
    a >= (T === Float64 ? T(44.0) : T(18.0)) && return copysign(one(T), x)
    a <= (T === Float64 ? T(1.0) : T(1.3862944f0)) && return x * tanh_small(x * x)
    e = exp(a)
    copysign(1 - 2 / (e + 1), x)
end

function asinh(x::T) where {T<:Union{Float32, Float64}}
    (isnan(x) || isinf(x)) && return x
    a = abs(x)
    if a < T(2)
        a < T(3.725290298461914e-9) && return x
        z = x * x
        w = log1p(a + z / (T(1) + sqrt(T(1) + z)))
    elseif a < T(2.68435456e8)
        w = log(T(2) * a + T(1) / (sqrt(x * x + T(1)) + a))
    else
        w = log(a) + T(6.93147180559945286227e-01)
    end
    copysign(w, x)
end
function acosh(x::T) where {T<:Union{Float32, Float64}}
    isnan(x) && return x
    x < T(1) && throw_domain(x, "acosh(x) is only defined for x ≥ 1.")
    x == T(1) && return T(0)
    if x < T(2)
        t = x - T(1)
        return log1p(t + sqrt(T(2) * t + t * t))
    elseif x < T(2.68435456e8)
        return log(T(2) * x - T(1) / (x + sqrt(x * x - T(1))))
    end
    log(x) + T(6.93147180559945286227e-01)
end
function atanh(x::T) where {T<:Union{Float32, Float64}}
    isnan(x) && return x
    a = abs(x)
    a > 1 && throw_domain(x, "atanh(x) is only defined for |x| ≤ 1.")
    a < T(3.725290298461914e-9) && return x
    if a < T(0.5)
        t = a + a
        t = T(0.5) * log1p(t + t * a / (T(1) - a))
    elseif a < T(1)
        t = T(0.5) * log1p((a + a) / (T(1) - a))
    else
        return copysign(T(Inf), x)
    end
    copysign(t, x)
end
sech(x) = inv(cosh(x))
csch(x) = inv(sinh(x))
coth(x) = inv(tanh(x))
