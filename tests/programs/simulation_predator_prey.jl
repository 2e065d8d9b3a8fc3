# Lotka–Volterra by Euler and Runge–Kutta; oscillator energy.
struct State
    prey::Float64
    predators::Float64
end
Base.:+(a::State, b::State) = State(a.prey + b.prey, a.predators + b.predators)
Base.:*(k::Real, s::State) = State(k * s.prey, k * s.predators)
const α, β, γ, δ = 1.1, 0.4, 0.4, 0.1
derivative(s::State) = State(α * s.prey - β * s.prey * s.predators, δ * s.prey * s.predators - γ * s.predators)
euler(f, s, h) = s + h * f(s)
function rk4(f, s, h)
    k₁ = f(s)
    k₂ = f(s + h / 2 * k₁)
    k₃ = f(s + h / 2 * k₂)
    k₄ = f(s + h * k₃)
    s + h / 6 * (k₁ + 2 * k₂ + 2 * k₃ + k₄)
end
function simulate(method, s, h, n)
    history = [s]
    for _ in 1:n
        s = method(derivative, s, h)
        push!(history, s)
    end
    history
end
for method in (euler, rk4)
    h = simulate(method, State(10, 5), 0.01, 500)
    println(method, ": ", length(h), " ", round(h[end].prey, digits=6), " ", round(h[end].predators, digits=6))
    println("  most prey ", round(maximum(s.prey for s in h), digits=4), " fewest ", round(minimum(s -> s.prey, h), digits=4))
end
function newton(f, f′, x; tol=1e-12, limit=50)
    for k in 1:limit
        Δ = f(x) / f′(x)
        x -= Δ
        abs(Δ) < tol && return (x, k)
    end
    error("no convergence")
end
println(newton(x -> x^2 - 2, x -> 2x, 1.0)[1] ≈ sqrt(2), " ", newton(x -> x^3 - 27, x -> 3x^2, 5.0))
bisect(f, a, b) = (m = (a + b) / 2; b - a < 1e-9 ? m : f(a) * f(m) <= 0 ? bisect(f, a, m) : bisect(f, m, b))
println(round(bisect(x -> x^3 - x - 2, 1.0, 2.0), digits=6))
trapezoid(f, a, b, n) = (h = (b - a) / n; h * (f(a) / 2 + sum(f(a + k * h) for k in 1:n-1) + f(b) / 2))
println(round(trapezoid(x -> x^2, 0, 3, 1000), digits=4), " ", 0.1 + 0.2 ≈ 0.3, " ", isapprox(1.0, 1.1, atol=0.2))
