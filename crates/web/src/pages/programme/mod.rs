//! Programme: the management system itself, clauses 4 to 7.
