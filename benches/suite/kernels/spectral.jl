# The spectral norm of a matrix: divisions and reductions.
entry(i, j) = 1.0 / (div((i + j) * (i + j + 1), 2) + i + 1)

function mul_av!(out, v)
    n = length(v)
    @inbounds for i in 1:n
        s = 0.0
        for j in 1:n
            s += entry(i - 1, j - 1) * v[j]
        end
        out[i] = s
    end
    return out
end

function mul_atv!(out, v)
    n = length(v)
    @inbounds for i in 1:n
        s = 0.0
        for j in 1:n
            s += entry(j - 1, i - 1) * v[j]
        end
        out[i] = s
    end
    return out
end

function spectral(n)
    u = ones(n)
    v = zeros(n)
    t = zeros(n)
    for k in 1:10
        mul_av!(t, u)
        mul_atv!(v, t)
        mul_av!(t, v)
        mul_atv!(u, t)
    end
    uv = 0.0
    vv = 0.0
    for i in 1:n
        uv += u[i] * v[i]
        vv += v[i] * v[i]
    end
    return floor(Int, sqrt(uv / vv) * 1e9)
end

kernel(n) = spectral(n)
