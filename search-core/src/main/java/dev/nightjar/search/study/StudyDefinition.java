package dev.nightjar.search.study;

import dev.nightjar.search.space.SearchSpace;
import dev.nightjar.search.trial.Criterion;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What a study searches.
 *
 * @param name identity, {@code [A-Za-z0-9._-]+}
 * @param space the parameters
 * @param criteria what is optimised, at least one
 * @param seed seeds every suggestion and every trial
 * @param fingerprint hash of everything that must not change between runs of the study
 * @param source the experiment file as written; empty if the study was defined in code
 * @param resolved the definition with every default filled in, as JSON; empty if defined in code
 * @param provenance facts about where and with what it runs: versions, host, hash of the data
 */
public record StudyDefinition(
    String name,
    SearchSpace space,
    List<Criterion> criteria,
    long seed,
    String fingerprint,
    String source,
    String resolved,
    Map<String, String> provenance) {

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]+");

  /**
   * Copies and checks.
   *
   * @throws IllegalArgumentException if the name has other characters or there is no criterion
   */
  public StudyDefinition {
    requireName(name);
    criteria = List.copyOf(criteria);
    if (criteria.isEmpty()) {
      throw new IllegalArgumentException("study " + name + " needs something to optimise");
    }
    provenance = Collections.unmodifiableMap(new TreeMap<>(provenance));
  }

  /** Returns the name if it is one a study can have. */
  public static String requireName(String name) {
    if (!NAME.matcher(name).matches() || name.matches("\\.+")) {
      throw new IllegalArgumentException(
          "\"" + name + "\" is no name for a study; allowed are letters, digits, and . _ -");
    }
    return name;
  }

  /** A definition made in code, without a file. */
  public static StudyDefinition inCode(
      String name, SearchSpace space, List<Criterion> criteria, long seed) {
    return inCode(name, space, criteria, seed, "");
  }

  /**
   * A definition made in code, without a file.
   *
   * @param fixed whatever else must not change between runs of the study, as text that is the same
   *     in every process
   */
  public static StudyDefinition inCode(
      String name, SearchSpace space, List<Criterion> criteria, long seed, String fixed) {
    return new StudyDefinition(
        name,
        space,
        criteria,
        seed,
        Fingerprint.of(space, criteria, seed, fixed),
        "",
        "",
        Map.of());
  }
}
