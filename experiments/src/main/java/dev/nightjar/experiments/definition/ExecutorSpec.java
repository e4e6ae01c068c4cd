package dev.nightjar.experiments.definition;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * Where trials run.
 *
 * @param type {@link #LOCAL_TYPE}, or the type of a provider that the class path may have, such as
 *     {@code spark}
 * @param master the cluster's address, such as {@code spark://host:7077} or {@code local[2]}; empty
 *     leaves it to whoever starts the program
 * @param slots how many trials run at once, at least 1; present for all types but the local one
 */
public record ExecutorSpec(String type, Optional<String> master, OptionalInt slots) {

  /** The type that runs trials in worker processes of this host. */
  public static final String LOCAL_TYPE = "local";

  /** In worker processes of this host. */
  public static final ExecutorSpec LOCAL =
      new ExecutorSpec(LOCAL_TYPE, Optional.empty(), OptionalInt.empty());

  /** Whether trials run in worker processes of this host. */
  public boolean local() {
    return type.equals(LOCAL_TYPE);
  }
}
