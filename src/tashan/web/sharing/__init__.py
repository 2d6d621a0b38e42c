"""Who gets what? Contracts that all parties approve, bases that all confirm, statements that anybody can replay."""
