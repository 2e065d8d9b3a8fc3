throw("just text")
