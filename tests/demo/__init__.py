"""The fakes of both platforms, against the clients that the program really uses."""
