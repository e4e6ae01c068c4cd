package dev.nightjar.search.space;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/** Counts and lists the configurations of a finite space. */
final class Enumeration {

  /** Above this many combinations of parents {@link #size} gives up counting. */
  private static final int COUNTING_LIMIT = 1_000_000;

  /** Above this many configurations {@link #size} does not try each on the constraints. */
  private static final long CONSTRAINED_LIMIT = 20_000;

  private final SearchSpace space;
  private final List<Parameter> parentsFirst;

  Enumeration(SearchSpace space) {
    this.space = space;
    this.parentsFirst = space.parentsFirst();
  }

  /** See {@link SearchSpace#size}. */
  OptionalLong size() {
    if (parentsFirst.stream().anyMatch(p -> p.cardinality().isEmpty())) {
      return OptionalLong.empty();
    }
    Set<String> parents =
        parentsFirst.stream()
            .flatMap(p -> p.condition().stream())
            .flatMap(c -> c.allowed().keySet().stream())
            .collect(Collectors.toSet());
    long unconstrained;
    try {
      unconstrained = count(0, new HashMap<>(), parents, new int[] {COUNTING_LIMIT});
    } catch (ArithmeticException tooMany) {
      return OptionalLong.empty();
    }
    if (space.constraints().isEmpty()) {
      return OptionalLong.of(unconstrained);
    }
    return unconstrained <= CONSTRAINED_LIMIT
        ? OptionalLong.of(all().size())
        : OptionalLong.empty();
  }

  /** Multiplies where nothing depends on the value, branches where something does. */
  private long count(int position, Map<String, Object> chosen, Set<String> parents, int[] left) {
    if (position == parentsFirst.size()) {
      if (left[0]-- == 0) {
        throw new ArithmeticException("too many combinations");
      }
      return 1;
    }
    Parameter parameter = parentsFirst.get(position);
    if (!parameter.condition().map(c -> c.holds(chosen)).orElse(true)) {
      return count(position + 1, chosen, parents, left);
    }
    long cardinality = parameter.cardinality().orElseThrow();
    if (!parents.contains(parameter.name())) {
      return Math.multiplyExact(cardinality, count(position + 1, chosen, parents, left));
    }
    long total = 0;
    for (long i = 0; i < cardinality; i++) {
      chosen.put(parameter.name(), parameter.valueAt(i));
      total = Math.addExact(total, count(position + 1, chosen, parents, left));
    }
    chosen.remove(parameter.name());
    return total;
  }

  /** See {@link SearchSpace#enumerate}. */
  List<Configuration> all() {
    List<Configuration> all = new ArrayList<>();
    add(0, new LinkedHashMap<>(), all);
    return all;
  }

  private void add(int position, Map<String, Object> chosen, List<Configuration> all) {
    if (position == parentsFirst.size()) {
      Map<String, Object> complete = Map.copyOf(chosen);
      Configuration configuration = space.choose(parameter -> complete.get(parameter.name()));
      if (space.allows(configuration)) {
        all.add(configuration);
      }
      return;
    }
    Parameter parameter = parentsFirst.get(position);
    if (!parameter.condition().map(c -> c.holds(chosen)).orElse(true)) {
      add(position + 1, chosen, all);
      return;
    }
    long cardinality =
        parameter
            .cardinality()
            .orElseThrow(
                () -> new IllegalStateException(parameter.name() + " has no finite set of values"));
    for (long i = 0; i < cardinality; i++) {
      chosen.put(parameter.name(), parameter.valueAt(i));
      add(position + 1, chosen, all);
    }
    chosen.remove(parameter.name());
  }
}
