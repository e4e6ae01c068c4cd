package dev.nightjar.experiments.cluster;

import dev.nightjar.search.trial.Decision;
import java.time.Instant;
import java.util.Optional;

/**
 * An attempt of a trial on its way through the queue, as whoever runs the study sees it.
 *
 * @param number the trial's number
 * @param attempt the trial's attempt
 * @param state where it stands
 * @param host which host claimed it, for people; empty if none has
 * @param worker which worker has begun it, for people; empty if none has
 * @param signOfLife what each sign of life of the host changes; empty if no host has it
 * @param expired whether the host's claim has expired by the clock of the database
 * @param lastEpoch the last epoch reported, 0 for none
 * @param judgedEpoch the last epoch of which a decision is stored, 0 for none
 * @param decision what was decided
 */
public record Assignment(
    int number,
    int attempt,
    AssignmentState state,
    Optional<String> host,
    Optional<String> worker,
    Optional<Instant> signOfLife,
    boolean expired,
    int lastEpoch,
    int judgedEpoch,
    Decision decision) {}
