package dev.nightjar.zoo.arbiter;

import dev.nightjar.search.space.Configuration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.deeplearning4j.arbiter.util.ObjectUtils;

/**
 * What the values of a discrete space are called in a search space: texts, numbers and truth values
 * stay what they are, an enum has its name, other objects what they say of themselves, as long as
 * that is the same in every process.
 */
final class Labels {

  /** Part of what an object without a text of its own says, and never the same twice. */
  private static final Pattern IDENTITY = Pattern.compile("@[0-9a-f]{1,8}\\b");

  private Labels() {}

  /**
   * The label of each value, and the number of the value it stands for. Equal values have one
   * label; values that are not equal but look alike are numbered.
   */
  static Map<Object, Integer> of(List<Object> values) {
    Map<Object, Integer> labels = new LinkedHashMap<>();
    List<Object> seen = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      Object value = values.get(i);
      if (!seen.contains(value)) {
        seen.add(value);
        Object label = of(value);
        for (int n = 2; labels.containsKey(label); n++) {
          label = of(value) + " #" + n;
        }
        labels.put(label, i);
      }
    }
    return labels;
  }

  /** A text without what differs from one process to the next. */
  static String withoutIdentities(String text) {
    return IDENTITY.matcher(text).replaceAll("");
  }

  private static Object of(Object value) {
    if (value == null) {
      return "null"; // Arbiter lets a choice be "none of these".
    } else if (value instanceof Enum<?> constant) {
      return constant.name();
    } else if (value instanceof Class<?> type) {
      return type.getSimpleName();
    } else if (isPlain(value)) {
      return Configuration.canonical(value);
    }
    String text = ObjectUtils.valueToString(value);
    return IDENTITY.matcher(text).find() ? value.getClass().getSimpleName() : text;
  }

  private static boolean isPlain(Object value) {
    return value instanceof String
        || value instanceof Boolean
        || value instanceof Byte
        || value instanceof Short
        || value instanceof Integer
        || value instanceof Long
        || (value instanceof Float f && Float.isFinite(f))
        || (value instanceof Double d && Double.isFinite(d));
  }
}
