-- The queue of the trials of a study that several hosts share. What is here is on its way: the outcome
-- of a trial is in the tables of trials, and then its assignment is removed.

-- An attempt of a trial that is stored as running. Attempts only rise, and each is claimed at most once,
-- so a host that comes late finds another attempt or another state, and is refused.
CREATE TABLE assignment (
  study_id      BIGINT NOT NULL,
  number        INTEGER NOT NULL,
  attempt       INTEGER NOT NULL,
  state         VARCHAR NOT NULL,            -- queued, claimed, returned, lost, ended
  host          VARCHAR,                     -- who claimed it, for people
  claim         VARCHAR,                     -- a text that no other claim has
  claim_end     TIMESTAMP WITH TIME ZONE,    -- when the claim expires unless it is renewed
  worker        VARCHAR,                     -- which worker has begun it; null: none
  last_epoch    INTEGER DEFAULT 0 NOT NULL,  -- the last one reported
  judged_epoch  INTEGER DEFAULT 0 NOT NULL,  -- up to which one it was judged
  stop_reason   ${text},                     -- why it is to stop; null: it is not
  cause         ${text},                     -- why it failed; null: it did not
  metrics       VARCHAR,                     -- of a trial that finished, JSON
  best_epoch    INTEGER,
  PRIMARY KEY (study_id, number),
  FOREIGN KEY (study_id, number) REFERENCES trial (study_id, number)
);

CREATE TABLE assignment_epoch (
  study_id  BIGINT NOT NULL,
  number    INTEGER NOT NULL,
  epoch     INTEGER NOT NULL,
  seconds   DOUBLE PRECISION NOT NULL,
  metrics   VARCHAR NOT NULL,                -- JSON
  PRIMARY KEY (study_id, number, epoch),
  FOREIGN KEY (study_id, number) REFERENCES assignment (study_id, number) ON DELETE CASCADE
);

CREATE TABLE assignment_attachment (
  study_id    BIGINT NOT NULL,
  number      INTEGER NOT NULL,
  place       INTEGER NOT NULL,
  of_result   BOOLEAN NOT NULL,              -- whether it is part of the result, such as a model
  name        VARCHAR NOT NULL,
  media_type  VARCHAR NOT NULL,
  content     ${binary} NOT NULL,
  PRIMARY KEY (study_id, number, place),
  FOREIGN KEY (study_id, number) REFERENCES assignment (study_id, number) ON DELETE CASCADE
);

-- The processes that run trials of a study.
CREATE TABLE host (
  study_id    BIGINT NOT NULL REFERENCES study (id),
  id          VARCHAR NOT NULL,              -- a text that no other process has
  name        VARCHAR NOT NULL,              -- for people
  slots       INTEGER NOT NULL,              -- how many trials it can run at once
  attends_to  TIMESTAMP WITH TIME ZONE NOT NULL,
  PRIMARY KEY (study_id, id)
);
