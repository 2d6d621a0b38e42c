"""What does every page share? Frame, words in three scripts, tables, and the rule that nothing is shown without one."""
