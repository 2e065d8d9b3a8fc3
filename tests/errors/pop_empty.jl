v = Int[]
pop!(v)
