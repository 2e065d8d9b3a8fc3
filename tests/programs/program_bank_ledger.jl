# A ledger with accounts, transactions that roll back, and a statement as a table.
module Ledgers

export Ledger, Account, open!, deposit!, transfer!, balance, statement, InsufficientFunds

struct InsufficientFunds <: Exception
    account::Symbol
    wanted::Int
    available::Int
end
function Base.showerror(io::IO, e::InsufficientFunds)
    print(io, "InsufficientFunds: account :", e.account, " has ", cents(e.available), " but ", cents(e.wanted), " is wanted")
end

cents(n::Integer) = string(n < 0 ? "-" : "", abs(n) ÷ 100, ".", lpad(abs(n) % 100, 2, '0'))

mutable struct Account
    owner::String
    balance::Int
    history::Vector{Tuple{String,Int}}
end
Account(owner) = Account(owner, 0, [])

struct Ledger
    accounts::Dict{Symbol,Account}
end
Ledger() = Ledger(Dict())

Base.getindex(l::Ledger, id::Symbol) = get(l.accounts, id) do
    throw(KeyError(id))
end
Base.haskey(l::Ledger, id) = haskey(l.accounts, id)
Base.length(l::Ledger) = length(l.accounts)

function open!(l::Ledger, id::Symbol, owner::AbstractString)
    haskey(l, id) && error("account ", id, " exists already")
    l.accounts[id] = Account(owner)
end

function record!(a::Account, what, amount)
    a.balance += amount
    push!(a.history, (what, amount))
    return a.balance
end

function deposit!(l::Ledger, id, amount)
    amount > 0 || throw(ArgumentError("amount must be positive, got $amount"))
    record!(l[id], "deposit", amount)
end

function withdraw!(l::Ledger, id, amount)
    a = l[id]
    a.balance >= amount || throw(InsufficientFunds(id, amount, a.balance))
    record!(a, "withdrawal", -amount)
end

function transfer!(l::Ledger, from, to, amount)
    saved = deepcopy(l.accounts)
    try
        withdraw!(l, from, amount)
        deposit!(l, to, amount)
        return true
    catch e
        for (id, a) in saved
            l.accounts[id] = a
        end
        rethrow()
    end
end

balance(l::Ledger, id) = l[id].balance
balance(l::Ledger) = sum(a.balance for a in values(l.accounts); init = 0)

function statement(io::IO, l::Ledger, id)
    a = l[id]
    println(io, a.owner, " (", id, ")")
    running = 0
    for (what, amount) in a.history
        running += amount
        println(io, "  ", rpad(what, 12, '.'), lpad(cents(amount), 10), lpad(cents(running), 10))
    end
end
statement(l::Ledger, id) = statement(stdout, l, id)

end # module

using .Ledgers

l = Ledger()
open!(l, :ann, "Ann Example")
open!(l, :bob, "Bob Example")
deposit!(l, :ann, 120_50)
transfer!(l, :ann, :bob, 20_05)
for action in (
    () -> transfer!(l, :bob, :ann, 99_99),
    () -> transfer!(l, :bob, :carl, 5),
    () -> deposit!(l, :ann, -5),
    () -> open!(l, :ann, "Again"),
    () -> Ledgers.withdraw!(l, :bob, 5),
)
    try
        println("ok: ", action())
    catch e
        println(nameof(typeof(e)), " | ", sprint(showerror, e))
    end
end
statement(l, :ann)
statement(l, :bob)
println(balance(l, :ann) + balance(l, :bob) == sum(a -> a.balance, values(l.accounts)))
println(length(l), " ", haskey(l, :carl), " ", Ledgers.cents(-5), " ", Ledgers.cents(123456))
println(names(Ledgers))
