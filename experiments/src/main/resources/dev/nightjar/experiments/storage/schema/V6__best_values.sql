-- The best values of a study, and how many of its trials are in which state, are found without
-- reading all of its trials. The second index takes the place of one without states.
CREATE INDEX trial_value_measured ON trial_value (study_id, place, measured);
CREATE INDEX trial_state ON trial (study_id, role, state);
DROP INDEX trial_role;
