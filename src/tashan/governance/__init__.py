"""
What was promised, and done? Bodies with their members, chairs and sessions, and every matter from meeting to proven result.

The room answers: who belonged to a body on a day (and what was known of that on another day), whose turn it was to host
and why, how far an admission has come, what a session decided and with whom present, what an agreement binds whom to;
which matters are late, proven or silent, where plans clash, and how much of what was promised became anything.

All of it is functions over frozen values. Dates come in as arguments, files as bytes. docs/governance.md describes bodies
and their files, docs/matters.md matters and plans.
"""
