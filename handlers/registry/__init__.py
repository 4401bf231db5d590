"""The social registry: the city loads it, residents and officers ask it, and report what is wrong.

importing   a file is loaded, compared with the one before, taken back
checking    a resident asks whether they are listed
verifying   an officer says that a number belongs to a person
operators   where nothing may be loaded, the registry's operator answers
finding     officers look for somebody by name
mismatches  somebody says that a row is not true
presses     buttons of all these
"""
