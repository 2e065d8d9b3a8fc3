# Half precision where the processor has no instruction of its own: by way of single precision, and by the bits.

trunc(x::Float16) = Float16(trunc(Float32(x)))
floor(x::Float16) = Float16(floor(Float32(x)))
ceil(x::Float16) = Float16(ceil(Float32(x)))
round(x::Float16) = Float16(round(Float32(x)))
rem(x::Float16, y::Float16) = Float16(rem(Float32(x), Float32(y)))
isinteger(x::Float16) = isinteger(Float32(x))
copysign(x::Float16, y::Float16) = Core.bitcast(Float16, Core.bitcast(UInt16, x) & 0x7fff | Core.bitcast(UInt16, y) & 0x8000)
fma(x::Float16, y::Float16, z::Float16) = Float16(fma(Float64(x), Float64(y), Float64(z)))
muladd(x::Float16, y::Float16, z::Float16) = Float16(Float32(x) * Float32(y) + Float32(z))
