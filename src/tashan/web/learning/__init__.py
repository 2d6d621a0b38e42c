"""Who learns from whom, why, and whom should we visit? Networks of visits, practices, plans of study visits."""
