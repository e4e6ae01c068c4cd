package dev.nightjar.search.space;

import java.util.List;
import java.util.function.Predicate;

/** A constraint in code, asked only where every parameter it names has a value. */
record NamedConstraint(List<String> names, String text, Predicate<Configuration> rule)
    implements Constraint {

  @Override
  public boolean holds(Configuration configuration) {
    return !configuration.values().keySet().containsAll(names) || rule.test(configuration);
  }
}
