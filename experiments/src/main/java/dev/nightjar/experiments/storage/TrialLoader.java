package dev.nightjar.experiments.storage;

import dev.nightjar.search.space.Configuration;
import dev.nightjar.search.trial.Criterion;
import dev.nightjar.search.trial.Goal;
import dev.nightjar.search.trial.Outcome;
import dev.nightjar.search.trial.ParetoFront;
import dev.nightjar.search.trial.Trial;
import dev.nightjar.search.trial.TrialRole;
import dev.nightjar.search.trial.TrialSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/**
 * Finds which trials of a study are wanted, and reads them, thousands at a time; a database keeps
 * whole results in memory, or worse in a file.
 */
final class TrialLoader {

  private static final int LOT = 2_000;

  private final Handle handle;
  private final long studyId;
  private final TrialLots lots;

  private TrialLoader(Handle handle, long studyId) {
    this.handle = handle;
    this.studyId = studyId;
    this.lots = new TrialLots(studyId);
  }

  /**
   * How many trials there are to read.
   *
   * @param outcomes so many have finished at least
   * @param last the highest number; −1 if there is none
   */
  private record Extent(long outcomes, long last) {

    Stream<Function<Handle, List<Trial>>> reads(TrialLots lots) {
      return IntStream.iterate(0, from -> from <= last, from -> from + LOT)
          .mapToObj(from -> handle -> lots.read(handle, from, from + LOT - 1));
    }

    /** Hands trials on, and counts those that have finished. */
    private final class Counting implements Consumer<List<Trial>> {
      private final Consumer<Trial> trials;
      private long finished;

      Counting(Consumer<Trial> trials) {
        this.trials = trials;
      }

      @Override
      public void accept(List<Trial> lot) {
        finished += lot.stream().filter(t -> t.state().finished()).count();
        lot.forEach(trials);
      }

      void requireAll() {
        if (finished < outcomes) {
          throw new DamageException(
              "of " + outcomes + " finished trials " + (outcomes - finished) + " are missing");
        }
      }
    }
  }

  /**
   * All trials of a study by number, read over several connections: much of the work is the
   * processor's.
   *
   * @throws DamageException if a finished trial is not as it was stored, or is missing
   */
  static List<Trial> load(Transactions transactions, long studyId) {
    Extent extent = transactions.read(handle -> new TrialLoader(handle, studyId).extent());
    List<Trial> trials = new ArrayList<>();
    Extent.Counting counting = extent.new Counting(trials::add);
    transactions.readAhead(extent.reads(new TrialLots(studyId)), counting);
    counting.requireAll();
    return Collections.unmodifiableList(trials);
  }

  /**
   * All trials of a study by number, without keeping them.
   *
   * @throws DamageException as {@link #load}
   */
  static void each(Handle handle, long studyId, Consumer<Trial> trials) {
    TrialLoader loader = new TrialLoader(handle, studyId);
    Extent extent = loader.extent();
    Extent.Counting counting = extent.new Counting(trials);
    extent.reads(loader.lots).map(read -> read.apply(handle)).forEach(counting);
    counting.requireAll();
  }

  private Extent extent() {
    // Before the trials: more may finish while these are read, never fewer.
    long outcomes = number("SELECT outcomes FROM study WHERE id = :study").orElse(0L);
    return new Extent(outcomes, lastNumber());
  }

  /**
   * The trials with the highest numbers, by number.
   *
   * @throws DamageException if a finished one of them is not as it was stored
   */
  static List<Trial> latest(Handle handle, long studyId, int count) {
    return new TrialLoader(handle, studyId).latest(count);
  }

  private List<Trial> latest(int count) {
    long first =
        number(
                "SELECT number FROM trial WHERE study_id = :study ORDER BY study_id DESC, number DESC"
                    + " LIMIT 1 OFFSET "
                    + (count - 1))
            .orElse(0L);
    List<Trial> trials = new ArrayList<>();
    long last = lastNumber();
    for (long from = first; from <= last; from += LOT) {
      trials.addAll(
          lots.read(
              handle, Math.toIntExact(from), Math.toIntExact(Math.min(last, from + LOT - 1))));
    }
    return Collections.unmodifiableList(trials);
  }

  /**
   * The completed trials that no other one dominates, best first: found by their values alone.
   *
   * @throws DamageException if one of them is not as it was stored
   */
  static List<Trial> front(Handle handle, long studyId) {
    return new TrialLoader(handle, studyId).front();
  }

  private List<Trial> front() {
    List<Criterion> criteria = StudyTable.criteria(handle).getOrDefault(studyId, List.of());
    if (criteria.isEmpty()) {
      return List.of();
    }
    ParetoFront front = new ParetoFront(criteria);
    if (criteria.size() == 1) {
      best(criteria.get(0)).forEach((number, measured) -> front.add(outline(number, measured)));
    } else {
      candidates(front);
    }
    return front.trials().stream().map(Trial::number).flatMap(this::trial).toList();
  }

  /** By one criterion the database itself finds the best, and those that are as good. */
  private Map<Integer, List<Double>> best(Criterion criterion) {
    String best = criterion.goal() == Goal.MINIMIZE ? "MIN" : "MAX";
    Map<Integer, List<Double>> values = new LinkedHashMap<>();
    handle
        .createQuery(
            "SELECT number, measured FROM trial_value WHERE "
                + TrialTable.SEARCHED
                + " AND measured = (SELECT "
                + best
                + "(measured) FROM trial_value WHERE "
                + TrialTable.SEARCHED
                + ") ORDER BY number")
        .bind("study", studyId)
        .bindList("roles", TrialTable.FINALS)
        .map((rs, context) -> Map.entry(rs.getInt(1), List.of(rs.getDouble(2))))
        .forEach(row -> values.put(row.getKey(), row.getValue()));
    return values;
  }

  private void candidates(ParetoFront front) {
    Set<Integer> finals = Set.copyOf(finalNumbers());
    long last = lastNumber();
    for (int from = 0; from <= last; from += LOT) {
      Map<Integer, List<Double>> values = lots.values(handle, from, from + LOT - 1);
      values.keySet().removeAll(finals);
      values.forEach((number, measured) -> front.add(outline(number, measured)));
    }
  }

  /**
   * The trials of a study that do not search, by number.
   *
   * @throws DamageException if one of them is not as it was stored
   */
  static List<Trial> finals(Handle handle, long studyId) {
    TrialLoader loader = new TrialLoader(handle, studyId);
    return loader.finalNumbers().stream().flatMap(loader::trial).toList();
  }

  private List<Integer> finalNumbers() {
    return handle
        .createQuery(
            "SELECT number FROM trial WHERE study_id = :study AND role IN (<roles>) ORDER BY number")
        .bind("study", studyId)
        .bindList("roles", TrialTable.FINALS)
        .mapTo(Integer.class)
        .list();
  }

  private Stream<Trial> trial(int number) {
    return lots.read(handle, number, number).stream();
  }

  /** As much of a completed trial as its place on the front depends on. */
  private static Trial outline(int number, List<Double> values) {
    Outcome outcome = new Outcome.Completed(values, Map.of(), OptionalInt.empty());
    TrialSpec spec = new TrialSpec(number, 1, TrialRole.SEARCH, "", new Configuration(Map.of()), 0);
    return Trial.running(spec, Instant.EPOCH)
        .ended(outcome, Instant.EPOCH, Duration.ZERO, Optional.empty());
  }

  private long lastNumber() {
    return number("SELECT MAX(number) FROM trial WHERE study_id = :study").orElse(-1L);
  }

  private Optional<Long> number(String sql) {
    return handle
        .createQuery(sql)
        .bind("study", studyId)
        .map(
            (rs, context) -> {
              long number = rs.getLong(1);
              return rs.wasNull() ? Optional.<Long>empty() : Optional.of(number);
            })
        .findOne()
        .flatMap(n -> n);
  }
}
