package dev.nightjar.experiments.storage;

import dev.nightjar.search.trial.Outcome;
import dev.nightjar.search.trial.TrialRole;
import dev.nightjar.search.trial.TrialSpec;
import dev.nightjar.search.trial.TrialState;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jdbi.v3.core.Handle;

/**
 * What a trial's row says of how it was made and how it ended, as it is stored: what a checksum is
 * made of.
 *
 * @param repeats the search trial that a finalist repeats; empty of others
 * @param parameters JSON
 * @param metrics JSON; empty if it did not complete
 * @param values one a criterion; none if it did not complete
 */
record TrialRow(
    int number,
    int attempt,
    TrialRole role,
    OptionalInt repeats,
    String origin,
    TrialState state,
    long seed,
    String parameters,
    Optional<String> cause,
    OptionalInt bestEpoch,
    Optional<String> metrics,
    List<Double> values,
    Duration duration) {

  /** The row of a trial that ends now; what was stored at its start is taken as it is there. */
  static TrialRow finished(
      Handle handle, long study, TrialSpec spec, Outcome outcome, Duration duration) {
    return handle
        .createQuery(
            "SELECT role, origin, seed, parameters, repeats FROM trial WHERE study_id = :study AND number ="
                + " :number")
        .bind("study", study)
        .bind("number", spec.number())
        .map(
            (rs, context) ->
                of(
                    new TrialSpec(
                        spec.number(),
                        spec.attempt(),
                        TrialTable.role(rs.getString(1)),
                        rs.getString(2),
                        spec.configuration(),
                        rs.getLong(3),
                        TrialTable.repeats(rs, "repeats")),
                    rs.getString(4),
                    outcome,
                    duration))
        .one();
  }

  /**
   * The row of a trial that has ended.
   *
   * @param parameters its configuration as JSON
   */
  static TrialRow of(TrialSpec spec, String parameters, Outcome outcome, Duration duration) {
    Optional<String> cause = Optional.empty();
    OptionalInt bestEpoch = OptionalInt.empty();
    Optional<String> metrics = Optional.empty();
    List<Double> values = List.of();
    if (outcome instanceof Outcome.Completed completed) {
      bestEpoch = completed.bestEpoch();
      metrics = Optional.of(RowJson.write(completed.metrics()));
      values = completed.values();
    } else if (outcome instanceof Outcome.Pruned pruned) {
      cause = Optional.of(StoredText.of(pruned.reason()));
    } else if (outcome instanceof Outcome.Failed failed) {
      cause = Optional.of(StoredText.of(failed.cause()));
    }
    return new TrialRow(
        spec.number(),
        spec.attempt(),
        spec.role(),
        spec.repeats(),
        spec.origin(),
        outcome.state(),
        spec.seed(),
        parameters,
        cause,
        bestEpoch,
        metrics,
        values,
        duration);
  }

  /** This row with the values of the criteria, which are in a table of their own. */
  TrialRow with(List<Double> measured) {
    return new TrialRow(
        number,
        attempt,
        role,
        repeats,
        origin,
        state,
        seed,
        parameters,
        cause,
        bestEpoch,
        metrics,
        measured,
        duration);
  }

  /**
   * Of the row and the trial's curve.
   *
   * @param curve without bytes if there were no epochs
   */
  long checksum(byte[] curve) {
    Checksum checksum =
        new Checksum()
            .add(number)
            .add(attempt)
            .add(TrialTable.label(role))
            .add(origin)
            .add(state.label())
            .add(seed)
            .add(parameters)
            .add(cause)
            .add(bestEpoch.orElse(-1))
            .add(metrics)
            .add(duration.toNanos())
            .add(values.size());
    values.forEach(checksum::add);
    repeats.ifPresent(checksum::add); // Before there were finalists, nothing was added for them.
    return checksum.add(curve).value();
  }
}
