"""What people ask about their own data, and how data go.

requests    correct, withdraw, freeze, delete: rows and their queries
summary     how much of what is kept, and who looked
erasing     emptying what is personal in the rows of a case, a person, a contact
ageing      which rows are past their time, in small batches
numbers     a person on another number
"""
