"""A photo's whole way: fetched, looked at, answered, stored, shown."""
