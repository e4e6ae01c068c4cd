package dev.nightjar.reports;

import dev.nightjar.search.run.Seeds;
import dev.nightjar.search.space.FloatParameter;
import dev.nightjar.search.space.SearchSpace;
import dev.nightjar.search.storage.HolderCheck;
import dev.nightjar.search.storage.InMemoryStorage;
import dev.nightjar.search.storage.StudyLease;
import dev.nightjar.search.study.Study;
import dev.nightjar.search.study.StudyDefinition;
import dev.nightjar.search.trial.Criterion;
import dev.nightjar.search.trial.Outcome;
import dev.nightjar.search.trial.TrialRole;
import dev.nightjar.search.trial.TrialSpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** Several studies in one storage, which is a real one. */
public final class StoredStudies {

  private final Minutes clock = new Minutes();
  private final InMemoryStorage storage = new InMemoryStorage(clock);

  /** A clock that a minute passes on whenever it is looked at. */
  private static final class Minutes extends Clock {
    private Instant now = Studies.NIGHT;

    @Override
    public Instant instant() {
      now = now.plusSeconds(60);
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      throw new UnsupportedOperationException("this clock knows UTC only");
    }
  }

  /** The storage. */
  public InMemoryStorage storage() {
    return storage;
  }

  /**
   * Adds a study of trials on a parabola.
   *
   * @param resolved its definition as JSON
   * @param skill how many points each trial chooses the best of
   */
  public Study add(String name, Criterion criterion, String resolved, int trials, int skill) {
    SearchSpace space = new SearchSpace(List.of(FloatParameter.linear("x", 0, 1)));
    Study study =
        storage.create(
            new StudyDefinition(
                name, space, List.of(criterion), skill, name, "", resolved, Map.of()));
    StudyLease lease =
        storage.acquire(
            study.id(), "test", Duration.ofDays(9), holder -> HolderCheck.State.UNKNOWN);
    for (int number = 0; number < trials; number++) {
      var random = Seeds.ofSuggestion(skill, number);
      var best = space.sample(random);
      for (int i = 1; i < skill; i++) {
        var other = space.sample(random);
        best = loss(other.number("x")) < loss(best.number("x")) ? other : best;
      }
      TrialSpec spec = new TrialSpec(number, 1, TrialRole.SEARCH, "test", best, number);
      storage.start(lease, spec);
      double value = loss(best.number("x"));
      storage.finish(
          lease,
          spec,
          new Outcome.Completed(
              List.of(value), Map.of(criterion.metric(), value), OptionalInt.empty()),
          Duration.ofSeconds(60),
          "worker-0",
          List.of());
    }
    return storage.find(name).orElseThrow();
  }

  private static double loss(double x) {
    return 0.2 + (x - 0.6) * (x - 0.6);
  }
}
