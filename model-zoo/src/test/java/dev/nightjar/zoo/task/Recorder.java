package dev.nightjar.zoo.task;

import dev.nightjar.search.trial.Decision;
import dev.nightjar.search.trial.EpochReport;
import dev.nightjar.search.trial.TrialContext;
import java.util.ArrayList;
import java.util.List;

/** Remembers the reports of a trial, and stops it after some of them. */
final class Recorder implements TrialContext {

  private final long seed;
  private final int epochs;
  private final List<EpochReport> reports = new ArrayList<>();

  Recorder(long seed, int epochs) {
    this.seed = seed;
    this.epochs = epochs;
  }

  @Override
  public int number() {
    return 0;
  }

  @Override
  public long seed() {
    return seed;
  }

  @Override
  public Decision report(EpochReport report) {
    reports.add(report);
    return reports.size() < epochs ? Decision.CONTINUE : new Decision.Stop("enough");
  }

  List<EpochReport> reports() {
    return reports;
  }

  /** A metric of every report, in order. */
  List<Double> metric(String name) {
    return reports.stream().map(r -> r.metric(name).orElseThrow()).toList();
  }
}
