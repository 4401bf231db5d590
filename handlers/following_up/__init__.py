"""What residents bring up after a report was sent, besides the moves of its table.

presses         what the buttons do
adding          photos and words for a report that is on its way
asking          a question to whoever has the case, and the answer, without anybody's number
feedback        suggestions, praise, complaints about officers: taken in, read, answered
readers         who may read which of them: never whom it is about
visit_ratings   one question about the officer, after the visit
switches        which messages somebody wants, on record
"""
