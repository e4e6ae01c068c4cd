package dev.nightjar.experiments.definition;

import dev.nightjar.search.space.SearchSpace;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Finds what in an experiment forbids that the winner is trained on the validation part, too. */
final class RefitCheck {

  private static final String SCHEDULE = "training.lr_schedule.type";
  private static final String PLATEAU = "plateau";

  /**
   * Why the winner cannot be trained on the validation part, too.
   *
   * @param reason after the key and its value, the rest of a sentence
   * @param hint what can be done about it
   */
  record Objection(String reason, String hint) {}

  /** Of experiments whose trials run a program. */
  static final Objection COMMAND =
      new Objection(
          "does not go with task command, whose data Nightjar does not know",
          "leave data out; what a program trains on in the end is its own affair");

  private RefitCheck() {}

  /**
   * The objection to a refit in an experiment that trains networks; empty if there is none.
   *
   * @param ensemble how often a network is added to an ensemble at most
   * @param keepModels as the file says; empty if it does not
   * @param fixed hyperparameters that are not searched
   * @param space those that are
   */
  static Optional<Objection> of(
      int ensemble, OptionalInt keepModels, Map<String, Object> fixed, SearchSpace space) {
    if (ensemble > 0) {
      return Optional.of(
          new Objection(
              "does not go with ensemble, whose networks are chosen by the validation part that a"
                  + " refit has seen",
              "leave out data to have the ensemble, or ensemble to have the refit"));
    }
    if (PLATEAU.equals(fixed.get(SCHEDULE))) {
      return Optional.of(plateau("is", "choose another schedule"));
    }
    if (space.parameters().stream()
        .anyMatch(p -> p.name().equals(SCHEDULE) && p.contains(PLATEAU))) {
      return Optional.of(plateau("may be", "take plateau from the values of that parameter"));
    }
    return keepModels.isPresent() && keepModels.getAsInt() == 0
        ? Optional.of(
            new Objection("makes a model, but keep_models is 0", "leave out data, or keep_models"))
        : Optional.empty();
  }

  private static Objection plateau(String verb, String remedy) {
    return new Objection(
        "needs a learning rate that does not follow the validation loss, of which a refit has none,"
            + " but "
            + SCHEDULE
            + " "
            + verb
            + " plateau",
        remedy + ", or leave out data");
  }
}
