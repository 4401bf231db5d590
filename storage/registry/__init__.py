"""The social registry: files read, rows checked and sealed, batches switched, people found.

presets     which column of a file is what
reading     lines of a CSV or XLSX file
checking    a line becomes a row, or is refused with a reason
packing     a row as one sealed value, and the keys it is found by
loading     rows into the database, a little at a time
batches     which batch is active; the difference between two; taking one back
looking     the row of a NIK
searching   people by name and kelurahan
"""
