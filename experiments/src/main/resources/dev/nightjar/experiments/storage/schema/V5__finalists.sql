-- The search trial that a finalist repeats with another seed; null of other trials. The index finds the
-- few trials that do not search among very many that do.
ALTER TABLE trial ADD COLUMN repeats INTEGER;
CREATE INDEX trial_role ON trial (study_id, role);
