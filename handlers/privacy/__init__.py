"""One's own data: what people may ask for, who acts, and how data go.

asking      the talk is over: answer at once, or store a request with its clock
telling     the words of a request, to who made it and to who acts
deciding    an officer acts; the list of what waits
freezing    nothing is done with somebody's data
erasing     their data go
copying     a copy of one's own data as PDF (a job)
clock       late requests (timers)
ageing      what is past its time goes, every night (a job)
numbers     the same person on another number
presses     all buttons of these
"""
