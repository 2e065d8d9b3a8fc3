# Accounts with a history, errors of their own, and transfers that undo themselves.
abstract type AccountError <: Exception end
struct InsufficientFunds <: AccountError
    needed::Int
    available::Int
end
struct ClosedAccount <: AccountError
    owner::String
end
Base.showerror(io::IO, e::InsufficientFunds) = print(io, "needs ", e.needed, ", has ", e.available)
Base.showerror(io::IO, e::ClosedAccount) = print(io, "account of ", e.owner, " is closed")
mutable struct Account
    owner::String
    balance::Int
    isopen::Bool
    history::Vector{Pair{Symbol,Int}}
    Account(owner) = new(owner, 0, true, [])
end
check(a::Account) = a.isopen || throw(ClosedAccount(a.owner))
function deposit!(a::Account, amount)
    check(a)
    amount > 0 || throw(ArgumentError("amount must be positive"))
    a.balance += amount
    push!(a.history, :deposit => amount)
    a
end
function withdraw!(a::Account, amount)
    check(a)
    a.balance >= amount || throw(InsufficientFunds(amount, a.balance))
    a.balance -= amount
    push!(a.history, :withdraw => amount)
    a
end
function transfer!(from, to, amount)
    withdraw!(from, amount)
    try
        deposit!(to, amount)
    catch
        deposit!(from, amount)
        rethrow()
    end
    nothing
end
a, b = Account("Ann"), Account("Bob")
deposit!(a, 100)
transfer!(a, b, 30)
println(a.balance, " ", b.balance)
b.isopen = false
for action in (() -> transfer!(a, b, 10), () -> withdraw!(a, 500), () -> deposit!(a, -1), () -> withdraw!(b, 1))
    try
        action()
        println("done")
    catch e
        e isa AccountError ? println(typeof(e), ": ", sprint(showerror, e)) : println("other: ", e.msg)
    end
end
println(a.balance, " ", b.balance)
for (kind, amount) in a.history
    println(rpad(kind, 10), amount)
end
println(sum(last, a.history), " ", first(a.history))
