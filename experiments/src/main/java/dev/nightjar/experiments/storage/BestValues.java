package dev.nightjar.experiments.storage;

import dev.nightjar.search.trial.Criterion;
import dev.nightjar.search.trial.Goal;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/**
 * The best values of a study's first criterion, found by their index, so that it takes no longer
 * after many trials. Finalists do not count: they repeat what was found.
 */
final class BestValues {

  private final Handle handle;
  private final long studyId;
  private final Set<Integer> finals;

  /**
   * The values of a study.
   *
   * @param finals the numbers of its trials that do not search
   */
  BestValues(Handle handle, long studyId, List<Integer> finals) {
    this.handle = handle;
    this.studyId = studyId;
    this.finals = Set.copyOf(finals);
  }

  /** The best value of a trial that searches; empty if none has completed. */
  OptionalDouble best(Criterion criterion) {
    String direction = criterion.goal() == Goal.MINIMIZE ? "" : " DESC";
    return handle
        .createQuery(
            "SELECT number, measured FROM trial_value WHERE study_id = :study AND place = 0 ORDER BY"
                + " study_id<direction>, place<direction>, measured<direction> LIMIT :count")
        .define("direction", direction)
        .bind("study", studyId)
        .bind("count", finals.size() + 1) // One of them at least is no finalist.
        .map((rs, context) -> Map.entry(rs.getInt(1), rs.getDouble(2)))
        .stream()
        .filter(value -> !finals.contains(value.getKey()))
        .mapToDouble(Map.Entry::getValue)
        .findFirst();
  }

  /** The numbers of the trials that search and have this value, in their order. */
  List<Integer> trialsWith(double value) {
    return handle
        .createQuery(
            "SELECT number FROM trial_value WHERE study_id = :study AND place = 0 AND measured ="
                + " :value ORDER BY number")
        .bind("study", studyId)
        .bind("value", value)
        .mapTo(Integer.class)
        .filter(number -> !finals.contains(number))
        .list();
  }
}
