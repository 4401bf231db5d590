"""The social registry: the city loads it, residents and officers ask it, and report what is wrong.

importing   a file is loaded and compared with the one before
refusing    the lines of it that were refused, in a file for the importer
keeping     what was loaded: listed, compared, taken back, deleted when old
checking    a resident asks whether they are listed
verifying   an officer says that a number belongs to a person
operators   where nothing may be loaded, the registry's operator answers
finding     officers look for somebody by name
mismatches  somebody says that a row is not true
presses     buttons of all these
"""
