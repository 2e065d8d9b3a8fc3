struct Oops <: Exception
    n::Int
end
Base.showerror(io::IO, e::Oops) = print(io, "oops number ", e.n)
throw(Oops(3))
