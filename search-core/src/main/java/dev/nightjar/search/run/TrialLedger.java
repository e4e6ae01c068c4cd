package dev.nightjar.search.run;

import dev.nightjar.search.space.Configuration;
import dev.nightjar.search.space.SearchSpace;
import dev.nightjar.search.trial.Criterion;
import dev.nightjar.search.trial.Finished;
import dev.nightjar.search.trial.History;
import dev.nightjar.search.trial.Outcome;
import dev.nightjar.search.trial.Trial;
import dev.nightjar.search.trial.TrialRole;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The history a runner keeps up to date as trials start, report and end. Each change costs time
 * logarithmic in the running trials and, as trials end nearly in order, constant in the others.
 */
public final class TrialLedger implements History {

  private final SearchSpace space;
  private final List<Criterion> criteria;
  private final List<Finished<Outcome.Completed>> completed = new ArrayList<>();
  private final List<Finished<Outcome.Pruned>> pruned = new ArrayList<>();
  private final List<Finished<Outcome.Failed>> failed = new ArrayList<>();
  private final Map<Integer, Trial> running = new TreeMap<>();
  private final Map<Integer, Configuration> known = new HashMap<>();
  private final Set<Configuration> tried = new HashSet<>();
  private final Map<Integer, Trial> openFinalists = new HashMap<>();
  private int nextNumber;

  /** An empty history of a study. */
  public TrialLedger(SearchSpace space, List<Criterion> criteria) {
    this.space = space;
    this.criteria = List.copyOf(criteria);
  }

  /**
   * Takes in a trial, replacing what was known of its number. Finalists are not history: of them no
   * more is known than which numbers are taken and who is {@link #open}.
   */
  public void put(Trial trial) {
    nextNumber = Math.max(nextNumber, trial.number() + 1);
    if (trial.spec().role() == TrialRole.FINALIST) {
      openFinalists.put(trial.number(), trial);
      openFinalists.values().removeIf(t -> t.outcome().isPresent());
      return;
    }
    if (known.putIfAbsent(trial.number(), trial.configuration()) == null) {
      tried.add(trial.configuration());
    }
    if (trial.outcome().isEmpty()) {
      running.put(trial.number(), trial);
      return;
    }
    running.remove(trial.number());
    Outcome outcome = trial.outcome().get();
    if (outcome instanceof Outcome.Completed c) {
      insert(completed, new Finished<>(trial, c));
    } else if (outcome instanceof Outcome.Pruned p) {
      insert(pruned, new Finished<>(trial, p));
    } else if (outcome instanceof Outcome.Failed f) {
      insert(failed, new Finished<>(trial, f));
    }
  }

  /** Keeps the list sorted by trial number; the new one nearly always belongs at the end. */
  private static <O extends Outcome> void insert(List<Finished<O>> list, Finished<O> entry) {
    int i = list.size();
    while (i > 0 && list.get(i - 1).trial().number() > entry.trial().number()) {
      i--;
    }
    list.add(i, entry);
  }

  /** A waiting or running trial of any role. */
  public Optional<Trial> open(int number) {
    return Optional.ofNullable(running.get(number))
        .or(() -> Optional.ofNullable(openFinalists.get(number)));
  }

  /** The number the next new trial gets. */
  public int nextNumber() {
    return nextNumber;
  }

  @Override
  public SearchSpace space() {
    return space;
  }

  @Override
  public List<Criterion> criteria() {
    return criteria;
  }

  @Override
  public List<Finished<Outcome.Completed>> completed() {
    return Collections.unmodifiableList(completed);
  }

  @Override
  public List<Finished<Outcome.Pruned>> pruned() {
    return Collections.unmodifiableList(pruned);
  }

  @Override
  public List<Finished<Outcome.Failed>> failed() {
    return Collections.unmodifiableList(failed);
  }

  @Override
  public List<Trial> running() {
    return List.copyOf(running.values());
  }

  @Override
  public int size() {
    return known.size();
  }

  @Override
  public boolean tried(Configuration configuration) {
    return tried.contains(configuration);
  }
}
