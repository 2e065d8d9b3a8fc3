# Reads rows from a text with separators and prints an aligned table with totals.
const SOURCE = """
name,department,salary,start
Mira,Engineering,5200.50,2015
Tom,Sales,3100,2018
Ada,Engineering,6100.25,2012
Lu,Support,2800.75,2020
Zoë,Sales,3300,2011
"""
struct Employee
    name::String
    department::String
    salary::Float64
    start::Int
end
function parse_employees(text)
    lines = split(strip(text), '\n')
    header = Symbol.(split(lines[1], ','))
    rows = Employee[]
    for line in lines[2:end]
        f = split(line, ',')
        push!(rows, Employee(f[1], f[2], parse(Float64, f[3]), parse(Int, f[4])))
    end
    header, rows
end
header, staff = parse_employees(SOURCE)
println(header, " ", length(staff))
widths = [maximum(length(string(getfield(e, k))) for e in staff) for k in 1:4]
println(widths)
for e in staff
    println(rpad(e.name, widths[1]), " | ", rpad(e.department, widths[2]), " | ", lpad(e.salary, widths[3]), " | ", e.start)
end
by_department = Dict{String,Vector{Employee}}()
for e in staff
    push!(get!(by_department, e.department, Employee[]), e)
end
mean_of(xs) = sum(xs) / length(xs)
for d in sort(collect(keys(by_department)))
    members = by_department[d]
    println(rpad(d, 12), length(members), "  total ", sum(e.salary for e in members), "  mean ", round(mean_of([e.salary for e in members]), digits=3))
end
println([e.name for e in sort(staff, by=e -> e.salary, rev=true)])
println([e.name for e in sort(staff, lt=(a, b) -> a.start < b.start)])
println([e.name for e in staff if e.salary > 3000 && e.start < 2016])
oldest = staff[argmin([e.start for e in staff])]
println(oldest.name, " ", oldest)
println(fieldnames(Employee), " ", fieldtypes(Employee), " ", fieldcount(Employee))
function to_csv(rows)
    io = IOBuffer()
    println(io, join(fieldnames(Employee), ';'))
    for e in rows
        println(io, join((getfield(e, f) for f in fieldnames(Employee)), ';'))
    end
    String(take!(io))
end
print(to_csv(staff[1:2]))
