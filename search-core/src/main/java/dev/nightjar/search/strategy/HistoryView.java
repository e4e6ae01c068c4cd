package dev.nightjar.search.strategy;

import dev.nightjar.search.space.Configuration;
import dev.nightjar.search.space.SearchSpace;
import dev.nightjar.search.trial.Criterion;
import dev.nightjar.search.trial.Finished;
import dev.nightjar.search.trial.History;
import dev.nightjar.search.trial.Outcome;
import dev.nightjar.search.trial.Trial;
import java.util.List;

/** A history that is another one but for what a subclass says otherwise. */
public abstract class HistoryView implements History {
  private final History whole;

  /** A view of a history. */
  protected HistoryView(History whole) {
    this.whole = whole;
  }

  @Override
  public SearchSpace space() {
    return whole.space();
  }

  @Override
  public List<Criterion> criteria() {
    return whole.criteria();
  }

  @Override
  public List<Finished<Outcome.Completed>> completed() {
    return whole.completed();
  }

  @Override
  public List<Finished<Outcome.Pruned>> pruned() {
    return whole.pruned();
  }

  @Override
  public List<Finished<Outcome.Failed>> failed() {
    return whole.failed();
  }

  @Override
  public List<Trial> running() {
    return whole.running();
  }

  @Override
  public int size() {
    return whole.size();
  }

  @Override
  public boolean tried(Configuration configuration) {
    return whole.tried(configuration);
  }
}
