package dev.nightjar.zoo.data;

import java.nio.file.Path;
import java.util.Objects;

/**
 * Two files that belong together: items, such as images, and the label of each.
 *
 * @param items IDX of two dimensions or more: [items, steps, numbers a step…]
 * @param labels IDX of one dimension, whole numbers
 */
public record IdxFiles(Path items, Path labels) {

  /** Checks that nothing is missing. */
  public IdxFiles {
    Objects.requireNonNull(items, "items");
    Objects.requireNonNull(labels, "labels");
  }
}
