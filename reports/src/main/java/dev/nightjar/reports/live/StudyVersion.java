package dev.nightjar.reports.live;

import dev.nightjar.search.storage.Storage;
import dev.nightjar.search.study.StudySummary;
import dev.nightjar.search.trial.Trial;
import dev.nightjar.search.trial.TrialState;
import java.util.Arrays;
import java.util.List;

/**
 * What of a study a page shows, in brief: another version, another page. Found out without reading
 * all trials. Epochs of trials that run make no version.
 *
 * @param text differs from version to version; digits and points
 * @param trials how many trials the study has, finalists included
 */
record StudyVersion(String text, int trials) {

  /** The version of a study as it is stored now. */
  static StudyVersion of(Storage storage, StudySummary summary) {
    long id = summary.study().id();
    StringBuilder text = new StringBuilder().append(id);
    List<Trial> finals = storage.finals(id);
    int trials = finals.size();
    for (TrialState state : TrialState.values()) {
      text.append('.').append(summary.count(state));
      text.append('.').append(finals.stream().filter(t -> t.state() == state).count());
      trials += summary.count(state);
    }
    text.append('.').append(storage.testScores(id).size());
    text.append('.').append(described(storage, summary, finals));
    return new StudyVersion(text.toString(), trials);
  }

  /** How much is stored beside the trials that may have won, which comes after the search. */
  private static int described(Storage storage, StudySummary summary, List<Trial> finals) {
    long id = summary.study().id();
    boolean open =
        Arrays.stream(TrialState.values())
            .anyMatch(
                state ->
                    !state.finished()
                        && (summary.count(state) > 0
                            || finals.stream().anyMatch(t -> t.state() == state)));
    if (open) {
      return 0;
    }
    int attachments =
        storage.front(id).stream()
            .findFirst()
            .map(best -> storage.attachmentNames(id, best.number()).size())
            .orElse(0);
    for (Trial trial : finals) {
      attachments += storage.attachmentNames(id, trial.number()).size();
    }
    return attachments;
  }
}
