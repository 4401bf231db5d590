"""The social registry: files read, rows checked and sealed, batches switched, people found.

presets     which column of a file is what
reading     a CSV or XLSX file, cut into portions
portions    what is done to a portion, and what becomes of it
crew        processes beside this one that do it; `hand` is one of them
checking    a line becomes a row, or is refused with a reason
values      single values, as the many exports write them
packing     a row as one sealed value, and the keys it is found by
loading     a batch while it is loaded: rows, names, keys
filling     into the tables by the driver itself, a little at a time
batches     which batch is active; the difference between two; taking one back
looking     the row of a NIK
searching   people by name and kelurahan
"""
