# Streams: the standard ones, files, and bytes in memory. A stream says how to write bytes and how to read up to a byte,
# some bytes, and whether it is at its end; everything else follows.

struct StandardStream <: IO
    number::Int
end
const stdin = StandardStream(0)
const stdout = StandardStream(1)
const stderr = StandardStream(2)

struct EOFError <: Exception end
showerror(io::IO, ::EOFError) = print(io, "EOFError: read end of file")
struct SystemError <: Exception
    prefix::String
    errnum::Int32
    extrainfo::Any
    SystemError(prefix, errnum) = new(prefix, Int32(errnum), nothing)
end
system_error(prefix, code) = SystemError(prefix, code)
showerror(io::IO, e::SystemError) = print(io, "SystemError: ", e.prefix, ": ", Core.runtime(:error_text, String, Int64(e.errnum)))

# Bytes in memory. Reading and writing share one position, counted from 1.
mutable struct IOBuffer <: IO
    data::Vector{UInt8}
    position::Int
    readable::Bool
    writable::Bool
    append::Bool
    IOBuffer() = new(Array{UInt8, 1}(undef, 0), 1, true, true, false)
    function IOBuffer(data::Vector{UInt8}; read::Bool=true, write::Bool=false, append::Bool=false)
        new(data, append ? length(data) + 1 : 1, read, write, append)
    end
end
IOBuffer(s::AbstractString) = IOBuffer(collect_bytes(byte_string(s)))
const GenericIOBuffer = IOBuffer
show(io::IO, b::IOBuffer) = print(io, "IOBuffer(data=UInt8[...], readable=", b.readable, ", writable=", b.writable, ", seekable=true, append=", b.append, ", size=", length(b.data), ", maxsize=Inf, ptr=", b.position, ", mark=-1)")

mutable struct IOStream <: IO
    number::Int
    name::String
end
show(io::IO, s::IOStream) = print(io, "IOStream(", s.name, ")")

# The stream that keeps nothing and has nothing.
struct DevNull <: IO end
const devnull = DevNull()
show(io::IO, ::DevNull) = write_text(io, "Base.DevNull()")
write_bytes(::DevNull, p::Ptr{UInt8}, n::Int) = nothing
isopen(::DevNull) = true
isreadable(::DevNull) = true
iswritable(::DevNull) = true
eof(::DevNull) = true
flush(::DevNull) = nothing
close(::DevNull) = nothing

# Writing.
write_text(io::StandardStream, s::String) = Core.runtime(:write_string, Nothing, io.number, s)
write_text(io::IO, s::String) = write_bytes(io, Core.string_data(s), sizeof(s))
write_bytes(io::StandardStream, p::Ptr{UInt8}, n::Int) = Core.runtime(:write_bytes, Nothing, io.number, p, n)
function write_bytes(io::IOStream, p::Ptr{UInt8}, n::Int)
    Core.runtime(:file_is_open, Bool, io.number) || throw(ArgumentError("stream is closed or unusable"))
    Core.runtime(:file_write, Nothing, io.number, p, n)
end
function write_bytes(io::IOBuffer, p::Ptr{UInt8}, n::Int)
    io.writable || throw(ArgumentError("ensureroom failed, IOBuffer is not writeable"))
    a = io.data
    io.append && (io.position = length(a) + 1)
    at = io.position - 1
    missing_bytes = at + n - length(a)
    missing_bytes > 0 && grow_end!(a, missing_bytes)
    Core.runtime(:memory_copy, Nothing, Core.pointer_add(getfield(a, :data), at), p, n)
    io.position += n
    nothing
end
function take!(io::IOBuffer)
    a = io.data
    io.data = Array{UInt8, 1}(undef, 0)
    io.position = 1
    a
end
write(io::IO, s::ByteString) = (write_bytes(io, bytes_of(s), ncodeunits(s)); ncodeunits(s))
write(io::IO, s::AbstractString) = write(io, String(s))
write(io::IO, s::Symbol) = write(io, String(s))
write(io::IO, c::Char) = write(io, string(c))
write(io::IO, a::Vector{UInt8}) = (write_bytes(io, getfield(a, :data), length(a)); length(a))
write(io::IO, u::CodeUnits) = write(io, u.s)
function write(io::IO, x::Union{BitInteger, IEEEFloat, Bool})
    bytes = raw_bytes(x)
    write(io, bytes)
end
write(io::IO, a::AbstractArray) = (n = 0; for x in a; n += write(io, x); end; n)
write(io::IO, x, y, rest...) = write(io, x) + write(io, y, rest...)
write(x) = write(stdout, x)
raw_bytes(x::UInt8) = fill(x, 1)
raw_bytes(x::Bool) = raw_bytes(UInt8(x))
raw_bytes(x::IEEEFloat) = raw_bytes(reinterpret(Unsigned, x))
raw_bytes(x::Float16) = raw_bytes(Core.bitcast(UInt16, x))
function raw_bytes(x::BitInteger)
    a = Array{UInt8, 1}(undef, sizeof(x))
    u = unsigned(x)
    for i in 1:sizeof(x)
        a[i] = (u >> (8 * (i - 1))) % UInt8
    end
    a
end
flush(io::StandardStream) = Core.runtime(:flush, Nothing, io.number)
flush(io::IOStream) = Core.runtime(:file_flush, Nothing, io.number)
flush(io::IO) = nothing

# Reading: the three things that streams do themselves.
take_until(io::StandardStream, byte::UInt8) = Core.runtime(:read_until, String, Int64(byte))
take_until(io::IOStream, byte::UInt8) = (check_open(io); Core.runtime(:file_read_until, String, io.number, Int64(byte)))
function take_until(io::IOBuffer, byte::UInt8)
    a = io.data
    i = io.position
    while i <= length(a) && a[i] != byte
        i += 1
    end
    take_bytes(io, i - io.position + 1)
end
take_bytes(io::StandardStream, n::Int) = Core.runtime(:read_bytes, String, n)
take_bytes(io::IOStream, n::Int) = (check_open(io); Core.runtime(:file_read, String, io.number, n))
function take_bytes(io::IOBuffer, n::Int)
    io.readable || throw(ArgumentError("read failed, IOBuffer is not readable"))
    n = max(min(n, length(io.data) - io.position + 1), 0)
    s = Core.runtime(:string_from_bytes, String, Core.pointer_add(getfield(io.data, :data), io.position - 1), n)
    io.position += n
    s
end
eof(io::StandardStream) = Core.runtime(:at_end, Bool)
eof(io::IOStream) = (check_open(io); Core.runtime(:file_at_end, Bool, io.number))
eof(io::IOBuffer) = io.position > length(io.data)
check_open(io::IOStream) = isopen(io) ? nothing : throw(ArgumentError("read failed, stream is closed or unusable"))
isopen(io::IOStream) = Core.runtime(:file_is_open, Bool, io.number)
isopen(io::StandardStream) = true
isopen(io::IOBuffer) = io.readable || io.writable
isreadable(io::IOBuffer) = io.readable
iswritable(io::IOBuffer) = io.writable
isreadable(io::IO) = true
iswritable(io::IO) = true
close(io::IOStream) = Core.runtime(:file_close, Nothing, io.number)
close(io::StandardStream) = nothing
function close(io::IOBuffer)
    io.readable = io.writable = false
    io.data = Array{UInt8, 1}(undef, 0)
    io.position = 1
    nothing
end
seek(io::IOBuffer, n::Integer) = (io.position = min(max(Int(n), 0), length(io.data)) + 1; io)
seekstart(io::IO) = seek(io, 0)
seekend(io::IOBuffer) = seek(io, length(io.data))
seek(io::IOStream, n::Integer) = (Core.runtime(:file_seek, Nothing, io.number, Int(n)); io)
seekend(io::IOStream) = (Core.runtime(:file_seek, Nothing, io.number, -1); io)
position(io::IOBuffer) = io.position - 1
position(io::IOStream) = Core.runtime(:file_position, Int64, io.number)
skip(io::IO, n::Integer) = seek(io, position(io) + n)
bytesavailable(io::IOBuffer) = length(io.data) - io.position + 1
function truncate(io::IOBuffer, n::Integer)
    resize!(io.data, Int(n))
    io.position = min(io.position, Int(n) + 1)
    io
end

read(io::IO, ::Type{String}) = take_bytes(io, typemax(Int))
read(io::IO) = collect_bytes(take_bytes(io, typemax(Int)))
read(io::IO, n::Integer) = collect_bytes(take_bytes(io, Int(n)))
function read(io::IO, ::Type{UInt8})
    s = take_bytes(io, 1)
    isempty(s) ? throw(EOFError()) : codeunit_at(s, 1)
end
function read(io::IO, ::Type{T}) where {T<:BitInteger}
    s = take_bytes(io, sizeof(T))
    sizeof(s) == sizeof(T) || throw(EOFError())
    u = zero(unsigned(zero(T)))
    for i in sizeof(T):-1:1
        u = (u << 8) | codeunit_at(s, i)
    end
    u % T
end
read(io::IO, ::Type{Int8}) = reinterpret(Int8, read(io, UInt8))
read(io::IO, ::Type{Bool}) = read(io, UInt8) != 0x00
read(io::IO, ::Type{Float64}) = reinterpret(Float64, read(io, UInt64))
read(io::IO, ::Type{Float32}) = reinterpret(Float32, read(io, UInt32))
read(io::IO, ::Type{Float16}) = reinterpret(Float16, read(io, UInt16))
# A character is its leading byte and the continuation bytes that belong to it.
function read(io::IO, ::Type{Char})
    first = read(io, UInt8)
    wanted = first < 0xc0 || first > 0xf7 ? 0 : (first >= 0xf0 ? 3 : (first >= 0xe0 ? 2 : 1))
    bytes = UInt8[first]
    while wanted > 0 && !eof(io) && is_continuation(peek(io))
        push!(bytes, read(io, UInt8))
        wanted -= 1
    end
    String(bytes)[1]
end
peek(io::IOBuffer) = eof(io) ? throw(EOFError()) : io.data[io.position]
peek(io::IO) = (p = position(io); b = read(io, UInt8); seek(io, p); b)
peek(io::IO, ::Type{UInt8}) = peek(io)
peek(io::IO, ::Type{Char}) = (p = position(io); c = read(io, Char); seek(io, p); c)
readavailable(io::IO) = read(io)
readchomp(x) = String(chomp(read(x, String)))

function readline(io::IO; keep::Bool=false)
    s = take_until(io, 0x0a)
    keep ? s : String(without_line_end(s))
end
readline(; keep::Bool=false) = readline(stdin; keep=keep)
readline(name::AbstractString; keep::Bool=false) = open(io -> readline(io; keep=keep), name)
function without_line_end(s::String)
    n = ncodeunits(s)
    (n == 0 || codeunit_at(s, n) != 0x0a) && return s
    piece(s, 1, n > 1 && codeunit_at(s, n - 1) == 0x0d ? n - 2 : n - 1)
end
function readlines(io::IO; keep::Bool=false)
    lines = Array{String, 1}(undef, 0)
    while !eof(io)
        push!(lines, readline(io; keep=keep))
    end
    lines
end
readlines(; keep::Bool=false) = readlines(stdin; keep=keep)
readlines(name::AbstractString; keep::Bool=false) = open(io -> readlines(io; keep=keep), name)
function readuntil(io::IO, delimiter::AbstractChar; keep::Bool=false)
    isascii(delimiter) || return readuntil(io, string(delimiter); keep=keep)
    s = take_until(io, UInt8(delimiter))
    keep || isempty(s) || s[end] != delimiter ? s : piece(s, 1, ncodeunits(s) - 1)
end
function readuntil(io::IO, delimiter::AbstractString; keep::Bool=false)
    out = ""
    last_byte = codeunit(delimiter, ncodeunits(delimiter))
    while !eof(io)
        out = string(out, take_until(io, last_byte))
        endswith(out, delimiter) && return keep ? out : String(chopsuffix(out, delimiter))
    end
    out
end
struct EachLine{I<:IO}
    stream::I
    keep::Bool
    closes::Bool
end
eachline(io::IO=stdin; keep::Bool=false) = EachLine{typeof(io)}(io, keep, false)
function eachline(name::AbstractString; keep::Bool=false)
    io = open(name)
    EachLine{typeof(io)}(io, keep, true)
end
function iterate(lines::EachLine, state=nothing)
    if eof(lines.stream)
        lines.closes && close(lines.stream)
        return nothing
    end
    (readline(lines.stream; keep=lines.keep), nothing)
end
eltype(::Type{<:EachLine}) = String
IteratorSize(::Type{<:EachLine}) = SizeUnknown()
function countlines(io::IO)
    n = 0
    while !eof(io)
        take_until(io, 0x0a)
        n += 1
    end
    n
end
countlines(name::AbstractString) = open(countlines, name)
