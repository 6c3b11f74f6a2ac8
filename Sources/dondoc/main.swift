print("dondoc")
