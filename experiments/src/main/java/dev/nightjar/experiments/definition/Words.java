package dev.nightjar.experiments.definition;

import dev.nightjar.zoo.task.TaskType;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Small helpers of messages. */
final class Words {

  private static final int MAX_ECHO = 60;

  private Words() {}

  /** A text short and harmless enough to be repeated on a terminal. */
  static String clip(String text) {
    int length = text.codePointCount(0, text.length());
    StringBuilder clipped = new StringBuilder();
    text.codePoints().limit(MAX_ECHO).forEach(c -> clipped.appendCodePoint(Printable.codePoint(c)));
    return length > MAX_ECHO ? clipped.append('…').toString() : clipped.toString();
  }

  static String quote(String text) {
    return "\"" + clip(text) + "\"";
  }

  static String list(Collection<?> items) {
    return items.stream().map(String::valueOf).collect(Collectors.joining(", "));
  }

  /** The labels of tasks, in their order. */
  static String labels(Set<TaskType> tasks, String separator) {
    return tasks.stream().sorted().map(TaskType::label).collect(Collectors.joining(separator));
  }

  static String allowed(Collection<?> items) {
    return "allowed: " + list(items);
  }

  /** The hint that names the nearest candidate, if one is near; none or one line. */
  static List<String> didYouMean(String word, Collection<String> candidates) {
    return Spelling.nearest(word, candidates)
        .map(near -> List.of("did you mean " + quote(near) + "?"))
        .orElse(List.of());
  }
}
