parse(Float64, "1.2.3")
