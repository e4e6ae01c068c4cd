-- A trial in few rows, so that hundreds of thousands can be read in seconds: what belongs together is
-- one value of one row. Checksums tell when a file gives back something else than was written to it,
-- which H2 does not notice by itself.

-- How many attempts were lost with the process that ran the study after a worker had begun them.
ALTER TABLE trial ADD COLUMN losses INTEGER DEFAULT 0 NOT NULL;
ALTER TABLE trial ADD COLUMN parameters VARCHAR;         -- JSON, in the order of the space
ALTER TABLE trial ADD COLUMN metrics VARCHAR;            -- every metric of the best epoch, JSON
ALTER TABLE trial ADD COLUMN checksum BIGINT;            -- of a finished trial, its curve included

-- The epochs of trials that are not finished; at the end they become a curve.
ALTER TABLE epoch ADD COLUMN metrics VARCHAR;            -- JSON

-- The epochs of a finished trial, in parts that are put together by their order.
CREATE TABLE curve (
  study_id  BIGINT NOT NULL,
  number    INTEGER NOT NULL,
  part      INTEGER NOT NULL,
  content   ${bytes} NOT NULL,
  PRIMARY KEY (study_id, number, part),
  FOREIGN KEY (study_id, number) REFERENCES trial (study_id, number)
);

ALTER TABLE attachment ADD COLUMN checksum BIGINT;

-- How many trials have finished, for comparison with what is kept beside the database.
ALTER TABLE study ADD COLUMN outcomes BIGINT DEFAULT 0 NOT NULL;
