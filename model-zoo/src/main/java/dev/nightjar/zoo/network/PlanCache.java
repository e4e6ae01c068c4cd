package dev.nightjar.zoo.network;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * The plans of the shapes used last; the one not used for longest is closed when there are too
 * many.
 */
final class PlanCache implements AutoCloseable {
  private final int capacity;
  private final Function<SequencePlan.Shape, SequencePlan> build;
  private final Map<SequencePlan.Shape, SequencePlan> plans = new LinkedHashMap<>(16, 0.75f, true);

  PlanCache(int capacity, Function<SequencePlan.Shape, SequencePlan> build) {
    this.capacity = capacity;
    this.build = build;
  }

  SequencePlan get(SequencePlan.Shape shape) {
    SequencePlan known = plans.get(shape);
    if (known != null) {
      return known;
    }
    if (plans.size() >= capacity) {
      var oldest = plans.entrySet().iterator();
      oldest.next().getValue().close();
      oldest.remove();
    }
    SequencePlan plan = build.apply(shape);
    plans.put(shape, plan);
    return plan;
  }

  int size() {
    return plans.size();
  }

  @Override
  public void close() {
    plans.values().forEach(SequencePlan::close);
    plans.clear();
  }
}
