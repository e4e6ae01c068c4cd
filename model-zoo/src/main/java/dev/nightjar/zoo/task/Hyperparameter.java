package dev.nightjar.zoo.task;

import dev.nightjar.zoo.data.DatasetKind;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

/**
 * Something of a network or its training that an experiment file may fix or search.
 *
 * @param name dotted name, {@code model.…} or {@code training.…}
 * @param kind its type
 * @param min smallest value allowed (inclusive), for numbers
 * @param max largest value allowed (inclusive), for numbers
 * @param choices the values allowed, for choices; empty otherwise
 * @param defaultValue the value where the file says nothing
 * @param description what it does, in one sentence for people
 * @param tasks the tasks it applies to
 */
public record Hyperparameter(
    String name,
    Kind kind,
    double min,
    double max,
    List<Object> choices,
    DefaultValue defaultValue,
    String description,
    Set<TaskType> tasks) {

  /** The type of a hyperparameter's value. */
  public enum Kind {
    /** A number, {@link Double}. */
    FLOAT,

    /** A whole number, {@link Long}. */
    INT,

    /** One of several words, {@link String}. */
    CHOICE,

    /** True or false, {@link Boolean}. */
    BOOLEAN
  }

  /** Copies. */
  public Hyperparameter {
    Objects.requireNonNull(defaultValue, "defaultValue");
    choices = List.copyOf(choices);
    tasks = Set.copyOf(tasks);
  }

  /** Whether a task has it. */
  public boolean belongsTo(TaskType task) {
    return tasks.contains(task);
  }

  /** Whether it does something where data of this kind is read; embeddings need tokens. */
  public boolean goesWith(DatasetKind kind) {
    return kind == DatasetKind.LABELLED_TEXT
        || kind == DatasetKind.TOKENS
        || !name.startsWith("model.embedding_");
  }

  /** Whether a value, in its canonical type, may be given to this hyperparameter. */
  public boolean allows(Object value) {
    return switch (kind) {
      case FLOAT -> value instanceof Number n && n.doubleValue() >= min && n.doubleValue() <= max;
      case INT -> value instanceof Long n && n >= min && n <= max;
      case CHOICE -> choices.contains(value);
      case BOOLEAN -> value instanceof Boolean;
    };
  }

  /** What is allowed, in words: {@code "a whole number from 1 to 4"}. */
  public String describe() {
    return switch (kind) {
      case FLOAT -> "a number from " + number(min) + " to " + number(max);
      case INT -> "a whole number from " + number(min) + " to " + number(max);
      case CHOICE -> "one of " + String.join(", ", choices.stream().map(String::valueOf).toList());
      case BOOLEAN -> "true or false";
    };
  }

  private static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? String.format(Locale.ROOT, "%.0f", value)
        : Double.toString(value);
  }
}
