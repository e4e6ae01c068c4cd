package dev.nightjar.bench;

import dev.nightjar.search.run.Seeds;
import dev.nightjar.search.run.TrialLedger;
import dev.nightjar.search.strategy.Strategy;
import dev.nightjar.search.strategy.Suggestion;
import dev.nightjar.search.trial.TrialRole;
import dev.nightjar.search.trial.TrialSpec;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the history of a study costs whoever runs it, in memory and in time to suggest. */
final class ThroughputHistory {
  private static final int SUGGESTIONS = 7;
  private static final int EPOCHS = 10;

  private ThroughputHistory() {}

  /** How many suggestions a second a strategy makes after so many trials, each of which ends. */
  static Map<String, Object> suggestions(String name, Strategy strategy, int trials) {
    TrialLedger ledger = ledger(trials, 0);
    double[] millis = new double[SUGGESTIONS];
    for (int i = 0; i < SUGGESTIONS; i++) {
      int number = ledger.nextNumber();
      long begun = System.nanoTime();
      Suggestion suggestion = strategy.suggest(ledger, Seeds.ofSuggestion(2, number)).orElseThrow();
      millis[i] = (System.nanoTime() - begun) / 1e6;
      ledger.put(
          ThroughputSpace.completed(
              new TrialSpec(number, 1, TrialRole.SEARCH, name, suggestion.configuration(), number),
              0));
    }
    Arrays.sort(millis);
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("measured", "suggestions");
    result.put("strategy", name);
    result.put("history", trials);
    result.put("median_ms", millis[SUGGESTIONS / 2]);
    result.put("suggestions_per_second", 1e3 / millis[SUGGESTIONS / 2]);
    return result;
  }

  /** The heap that trials take. */
  static Map<String, Object> memory(int trials) {
    long before = heap();
    TrialLedger ledger = ledger(trials, EPOCHS);
    double bytes = (double) (heap() - before) / trials;
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("measured", "the history in memory");
    result.put("trials", ledger.size());
    result.put("epochs", EPOCHS);
    result.put("bytes_a_trial", bytes);
    return result;
  }

  private static long heap() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  private static TrialLedger ledger(int trials, int epochs) {
    TrialLedger ledger = new TrialLedger(ThroughputSpace.SPACE, ThroughputSpace.CRITERIA);
    for (int number = 0; number < trials; number++) {
      ledger.put(ThroughputSpace.completed(ThroughputSpace.spec(number), epochs));
    }
    return ledger;
  }
}
