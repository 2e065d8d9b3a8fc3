f() = UInt8(300)
f()
