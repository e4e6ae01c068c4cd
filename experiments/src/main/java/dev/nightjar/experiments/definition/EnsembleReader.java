package dev.nightjar.experiments.definition;

import java.util.Optional;

/** Reads the section {@code ensemble}: whether the best networks answer together. */
final class EnsembleReader {

  private static final int DEFAULT = 10;

  private EnsembleReader() {}

  /**
   * How often a network is added at most; 0 if the section is absent, or says so.
   *
   * @param objectives of the search, of which there must be one
   */
  static int read(Section root, int objectives, Problems problems) {
    Optional<Section> section = root.section("ensemble");
    if (section.isEmpty()) {
      return 0;
    }
    int size = ExperimentReader.small(section.get(), "size").orElse(DEFAULT);
    if (size > 0 && objectives > 1) {
      problems.add(
          section.get().span(),
          "ensemble does not go with several objectives",
          "networks are chosen by their loss alone; leave ensemble out, or name one objective");
    }
    return size;
  }
}
