package dev.nightjar.search.strategy.tpe;

import dev.nightjar.search.space.Condition;
import dev.nightjar.search.space.Parameter;
import dev.nightjar.search.space.SearchSpace;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The parameters of a space grouped by their condition: those of one branch are active together or
 * not at all. The unconditional ones form a branch too.
 *
 * @param branchOf coordinate → branch
 * @param first branch → its first coordinate, which tells whether the branch is active in a point
 */
@SuppressWarnings("ArrayRecordComponent") // Package-private, never compared, never changed.
record Branches(int[] branchOf, int[] first) {

  static Branches of(SearchSpace space) {
    Map<Optional<Condition>, Integer> branches = new LinkedHashMap<>();
    List<Parameter> parameters = space.parameters();
    int[] branchOf = new int[parameters.size()];
    int[] first = new int[parameters.size()];
    for (int i = 0; i < branchOf.length; i++) {
      Optional<Condition> condition = parameters.get(i).condition();
      Integer known = branches.get(condition);
      if (known == null) {
        known = branches.size();
        branches.put(condition, known);
        first[known] = i;
      }
      branchOf[i] = known;
    }
    return new Branches(branchOf, Arrays.copyOf(first, branches.size()));
  }

  int count() {
    return first.length;
  }

  /** Whether the branch is active in a point, in which inactive coordinates are NaN. */
  boolean active(int branch, double[] point) {
    return !Double.isNaN(point[first[branch]]);
  }
}
