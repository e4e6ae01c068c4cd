package dev.nightjar.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.TreeMap;

/**
 * A study in which one value of a parameter is a fault and the others are not.
 *
 * @param fault what it is, for people
 * @param parameter which has the value
 * @param value which is the fault
 * @param cause what the failed trials must say, as a regular expression
 * @param logged whether there must be a log of each
 */
record SoakChoice(String fault, String parameter, String value, String cause, boolean logged) {

  private static final int LONGEST_LOG = 70_000;

  /** Runs so many trials, and looks at what became of them. */
  SoakRow run(SoakStudy study, int count) throws Exception {
    SoakStudy.Run run = study.run("--max-trials", Integer.toString(count));
    int exitCode = run.await();
    JsonNode trials = study.trials();
    Map<String, Integer> others = new TreeMap<>();
    int injected = 0;
    int right = 0;
    int logs = 0;
    for (JsonNode trial : trials) {
      String state = trial.get("state").asText();
      if (!trial.get("parameters").get(parameter).asText().equals(value)) {
        others.merge(state, 1, Integer::sum);
        if (!state.equals("completed")) {
          System.out.println("  " + trial);
        }
        continue;
      }
      injected++;
      boolean asItShould = state.equals("failed") && trial.path("cause").asText().matches(cause);
      right += asItShould ? 1 : 0;
      int length = study.log(trial.get("number").asInt()).length();
      logs += length > 0 && length < LONGEST_LOG ? 1 : 0;
      if (!asItShould) {
        System.out.println("  " + state + ": " + trial.path("cause").asText());
      }
    }
    return new SoakRow(
        fault,
        injected,
        study.lost(trials) + count - trials.size(),
        study.twice(),
        "%d failed with the right cause%s; the others: %s; exit code %d, %d processes and %s left, the results take %d KB"
            .formatted(
                right,
                logged ? ", " + logs + " with their log" : "",
                others,
                exitCode,
                study.processes(),
                study.leftovers(),
                study.resultBytes() / 1024));
  }
}
