"""The local page: one picture now, and every change seen at once.

`server` runs it, `guard` lets nobody else in, `app` says what each address answers, `room` holds
what is open (the project, the pictures asked for, uploads), `press` makes pictures. `form` reads
what was typed, `view` and `speech` turn what came of it into what the page shows.
"""
