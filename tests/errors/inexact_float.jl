println(Int(2.0))
Int(2.5)
