package dev.nightjar.reports;

import dev.nightjar.search.space.CategoricalParameter;
import dev.nightjar.search.space.Configuration;
import dev.nightjar.search.space.FloatParameter;
import dev.nightjar.search.space.SearchSpace;
import dev.nightjar.search.storage.HolderCheck;
import dev.nightjar.search.storage.Storage;
import dev.nightjar.search.storage.StudyLease;
import dev.nightjar.search.study.Study;
import dev.nightjar.search.study.StudyDefinition;
import dev.nightjar.search.trial.Attachment;
import dev.nightjar.search.trial.Criterion;
import dev.nightjar.search.trial.Outcome;
import dev.nightjar.search.trial.TrialRole;
import dev.nightjar.search.trial.TrialSpec;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** A study whose trials start and end when a test says so. */
public final class RunningStudy {

  private final Storage storage;
  private final Study study;
  private final StudyLease lease;
  private int next;

  private RunningStudy(Storage storage, String name) {
    this.storage = storage;
    study =
        storage.create(
            StudyDefinition.inCode(
                name,
                SearchSpace.of(
                    FloatParameter.linear("x", 0, 1),
                    CategoricalParameter.of("cell", "gru", "lstm")),
                List.of(Criterion.minimize("loss")),
                1));
    lease =
        storage.acquire(
            study.id(), "test", Duration.ofHours(1), holder -> HolderCheck.State.UNKNOWN);
  }

  /** A study in a storage. */
  public static RunningStudy in(Storage storage, String name) {
    return new RunningStudy(storage, name);
  }

  /** Where it is stored. */
  public Storage storage() {
    return storage;
  }

  /** The study as it is stored now. */
  public Study study() {
    return storage.find(study.name()).orElseThrow();
  }

  /** Starts the next trial. */
  public TrialSpec start() {
    int number = next++;
    Map<String, Object> values =
        Map.of("x", (number % 10 + 1) / 11.0, "cell", number % 2 == 0 ? "gru" : "lstm");
    TrialSpec spec =
        new TrialSpec(number, 1, TrialRole.SEARCH, "random", new Configuration(values), number);
    storage.start(lease, spec);
    return spec;
  }

  /** Ends a trial. */
  public void end(TrialSpec spec) {
    double loss = 1.0 / (spec.number() + 1);
    storage.finish(
        lease,
        spec,
        new Outcome.Completed(List.of(loss), Map.of("loss", loss), OptionalInt.empty()),
        Duration.ofSeconds(3),
        "worker-1",
        List.of());
  }

  /** Runs so many trials. */
  public void run(int trials) {
    for (int i = 0; i < trials; i++) {
      end(start());
    }
  }

  /** Adds something to a trial that ended. */
  public void describe(int number) {
    storage.attach(study.id(), number, List.of(Attachment.text(Attachment.LOG, "described")));
  }
}
