# Vectors that grow and shrink; stacks and queues.
function squares(n)
    v = Int[]
    for i in 1:n
        push!(v, i * i)
    end
    v
end
v = squares(1000)
println(length(v), " ", v[1], " ", v[500], " ", v[end])

stack = Float64[]
for i in 1:5
    push!(stack, i / 2)
end
while !isempty(stack)
    print(pop!(stack), " ")
end
println()

queue = [1]
steps = 0
while length(queue) < 20
    global steps += 1
    x = popfirst!(queue)
    push!(queue, x + 1)
    push!(queue, 2x)
end
println(steps, " ", queue)

words = String[]
push!(words, "one")
push!(words, "two", "three")
println(words, " ", length(words))

nested = Vector{Int64}[]
for i in 1:4
    push!(nested, collect(1:i))
end
println(nested)
println(length(nested[3]), " ", nested[4][2])
push!(nested[1], 42)
println(nested[1])

mixed = []
push!(mixed, 1)
push!(mixed, "two")
push!(mixed, 3.0)
push!(mixed, [4])
println(mixed)
println(pop!(mixed), " ", length(mixed))

f = Float64[]
push!(f, 1)
push!(f, 0x02)
println(f)
i8 = Int8[]
push!(i8, 100)
println(i8, " ", eltype(i8))

function primes(n)
    found = Int[]
    for k in 2:n
        is_prime = true
        for p in found
            p * p > k && break
            if k % p == 0
                is_prime = false
                break
            end
        end
        is_prime && push!(found, k)
    end
    found
end
println(primes(60))
println(length(primes(1000)))

big = Int[]
for i in 1:100000
    push!(big, i)
end
total = 0
while length(big) > 0
    global total += pop!(big)
end
println(total)
