package dev.nightjar.zoo.task;

import dev.nightjar.search.trial.TrialFailedException;
import dev.nightjar.zoo.network.Precision;
import dev.nightjar.zoo.network.RecurrentNetwork;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;

/** Whether this machine can compute in the precision that an experiment asks for. */
public final class PrecisionCheck {

  static final String NAME = "training.precision";

  private PrecisionCheck() {}

  /**
   * Checks a fixed precision, before any trial is begun. One that is searched is checked by the
   * trials.
   *
   * @param fixed hyperparameters that are not searched, by name
   * @throws TrialFailedException if this CPU lacks the instructions for it
   */
  public static void requireFixed(Map<String, Object> fixed) {
    requireFixed(fixed, RecurrentNetwork::supports);
  }

  static void requireFixed(Map<String, Object> fixed, Predicate<Precision> supported) {
    if (fixed.get(NAME) instanceof String id) {
      require(id, supported);
    }
  }

  /**
   * The precision of an id.
   *
   * @throws TrialFailedException if this CPU lacks the instructions for it
   */
  static Precision require(String id, Predicate<Precision> supported) {
    Precision precision = Precision.valueOf(id.toUpperCase(Locale.ROOT));
    if (!supported.test(precision)) {
      throw new TrialFailedException(
          NAME
              + " is "
              + id
              + ", but this CPU has no instructions for it; use "
              + Precision.F32.id());
    }
    return precision;
  }
}
