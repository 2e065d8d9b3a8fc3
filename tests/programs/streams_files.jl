# Streams in memory and in files, paths, the environment.
io = IOBuffer()
print(io, "hello ", 42)
write(io, " bytes"); write(io, 0x21)
println(position(io), " ", String(take!(io)), " ", length(take!(io)))
io = IOBuffer("line1\nline2\r\nline3")
println(repr(readline(io)), repr(readline(io)), eof(io), repr(read(io, String)), eof(io))
seekstart(io)
println(read(io, UInt8), " ", read(io, Char), " ", position(io), " ", String(read(io, 3)))
seek(io, 2)
println(readline(io; keep=true) == "ne1\n", " ", readuntil(io, '2'), " ", readuntil(io, "e3"), " ", eof(io))
for line in eachline(IOBuffer("a\nb\n\nc"))
    print(repr(line), ";")
end
println()
println(readlines(IOBuffer("x\ny\n")), readlines(IOBuffer("x\ny"), keep=true), readlines(IOBuffer("")))
println(sprint(show, "a\"b"), " ", sprint(print, 1, 2), " ", sprint(println, "x") == "x\n")
function failing(f)
    try
        f()
        println("no error")
    catch e
        println(typeof(e))
    end
end
failing(() -> read(IOBuffer(""), UInt8))
failing(() -> open("/nonexistent/file"))

folder = mktempdir()
name = joinpath(folder, "notes.txt")
println(write(name, "first\nsecond\n"))
println(isfile(name), isdir(name), ispath(name), isdir(folder), filesize(name))
println(read(name, String) == "first\nsecond\n", " ", readlines(name), " ", readline(name))
open(name, "a") do io
    println(io, "third")
    print(io, 4, ' ', 5.5)
end
println(countlines(name), " ", read(name, String))
total = 0
for (i, line) in enumerate(eachline(name))
    global total += length(line) * i
end
println(total)
open(name) do io
    println(readline(io), " ", position(io), " ", eof(io))
    seek(io, 0)
    println(length(read(io)), " ", eof(io))
    seekstart(io)
    println(read(io, Char), read(io, UInt8), " ", String(read(io, 4)))
end
io = open(name, "w")
for i in 1:3
    println(io, i, ",", i^2)
end
close(io)
println([sum(parse.(Int, split(line, ','))) for line in eachline(name)])
io = open(name, "r+")
write(io, "9")
close(io)
println(readline(name), " ", isopen(io))
mkdir(joinpath(folder, "sub"))
touch(joinpath(folder, "sub", "b"))
println(readdir(folder), readdir(joinpath(folder, "sub")))
mv(name, joinpath(folder, "moved.txt"))
cp(joinpath(folder, "moved.txt"), name)
println(readdir(folder))
rm(name)
rm(joinpath(folder, "nothing"); force=true)
println(isfile(name))
rm(folder; recursive=true)
println(isdir(folder))

println(joinpath("a", "b", "c.txt"), " ", joinpath("a/", "b"), " ", joinpath("a", "/b"), " ", basename("/x/y.z"), " ", dirname("/x/y.z"), " ", splitdir("/x/y/"), splitext("a/b.tar.gz"), splitext(".bashrc"), splitext("a.b/c"))
println(normpath("/a/./b/../c"), " ", normpath("../a/.."), " ", normpath("a//b/"), " ", isabspath("/a"), isabspath("a"), " ", splitpath("/a/b/c"))
ENV["JULIETTE_TEST_VARIABLE"] = "value"
println(ENV["JULIETTE_TEST_VARIABLE"], " ", haskey(ENV, "JULIETTE_TEST_VARIABLE"), " ", get(ENV, "JULIETTE_NO_SUCH", "none"))
failing(() -> ENV["JULIETTE_NO_SUCH"])
printstyled("plain"; color=:red, bold=true)
println()
println(time_ns() > 0, " ", time() > 1.0e9)
b = IOBuffer()
write(b, Int32(-2)); write(b, 1.5); write(b, true)
seekstart(b)
println(read(b, Int32), " ", read(b, Float64), " ", read(b, Bool), " ", eof(b))
