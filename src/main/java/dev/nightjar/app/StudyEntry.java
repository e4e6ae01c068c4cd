package dev.nightjar.app;

import dev.nightjar.experiments.definition.Experiment;
import dev.nightjar.search.study.StudyDefinition;
import java.util.List;

/** An experiment as a study that is stored, and what is said if another one is. */
final class StudyEntry {

  private StudyEntry() {}

  /** What is stored of an experiment. */
  static StudyDefinition definition(Experiment experiment, String dataHash) {
    return new StudyDefinition(
        experiment.name(),
        experiment.space(),
        experiment.criteria(),
        experiment.seed(),
        experiment.fingerprint(dataHash),
        experiment.source(),
        experiment.resolvedJson(),
        Provenance.collect(experiment.file(), dataHash));
  }

  /**
   * Requires that a stored study is the one of an experiment.
   *
   * @param advice what can be done otherwise
   * @throws UsageException if it is not; it names the differences
   */
  static void requireSame(StudyDefinition stored, StudyDefinition asked, String advice) {
    if (stored.fingerprint().equals(asked.fingerprint())) {
      return;
    }
    List<String> differences = DefinitionDifference.between(stored.resolved(), asked.resolved());
    throw new UsageException(
        String.format(
            "study %s is stored with another definition:%n  %s%n%s",
            stored.name(),
            differences.isEmpty()
                ? "the content of its data has changed"
                : String.join(String.format("%n  "), differences),
            advice));
  }
}
