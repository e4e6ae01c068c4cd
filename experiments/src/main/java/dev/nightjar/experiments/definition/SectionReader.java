package dev.nightjar.experiments.definition;

import dev.nightjar.search.run.MemorySize;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Checks mappings against the tables of {@link Keys}. */
final class SectionReader {

  private final Problems problems;

  SectionReader(Problems problems) {
    this.problems = problems;
  }

  /**
   * Checks a mapping.
   *
   * @param path dotted name of the section, empty for the whole file
   * @param span where a missing key is reported
   */
  Section read(String path, Span span, YamlMap map, KeyType.Section type) {
    Section section =
        new Section(
            span, map.entries().stream().map(YamlMap.Entry::key).collect(Collectors.toSet()));
    for (YamlMap.Entry entry : map.entries()) {
      if (type.names().contains(entry.key())) {
        check(join(path, entry.key()), entry, type.key(entry.key()).type())
            .ifPresent(value -> section.put(entry, value));
      } else if (type.planned().contains(entry.key())) {
        problems.add(
            entry.span(),
            Words.quote(join(path, entry.key())) + " is not in this version yet; remove it",
            Words.allowed(type.names()));
      } else {
        unknown(path, entry.span(), entry.key(), type.names());
      }
    }
    for (Key key : type.keys()) {
      if (key.required() && map.find(key.name()).isEmpty()) {
        problems.add(
            span,
            Words.quote(join(path, key.name())) + " is missing",
            key.type() instanceof KeyType.Section
                ? List.of("add for example: " + key.example())
                : List.of(
                    "it should be " + key.type().describe(), "add for example: " + key.example()));
      }
    }
    return section;
  }

  /** Records an unknown key with what it might have been, or the section it belongs to. */
  void unknown(String path, Span span, String key, List<String> allowed) {
    List<String> hints = new ArrayList<>(Words.didYouMean(key, allowed));
    if (hints.isEmpty() && path.isEmpty()) {
      homeOf(key).ifPresent(home -> hints.add("it belongs in the section " + Words.quote(home)));
    }
    hints.add(Words.allowed(allowed));
    String in = path.isEmpty() ? "" : " in " + Words.quote(path);
    problems.add(span, "unknown key " + Words.quote(key) + in, hints);
  }

  private static Optional<String> homeOf(String key) {
    Optional<String> section =
        Keys.FILE.keys().stream()
            .filter(k -> k.type() instanceof KeyType.Section s && s.names().contains(key))
            .map(Key::name)
            .findFirst();
    return section.or(
        () -> Spelling.nearest(key, FixedReader.names()).map(n -> n.substring(0, n.indexOf('.'))));
  }

  /** Checks a value; empty after recording a problem. */
  Optional<Object> check(String path, YamlMap.Entry entry, KeyType type) {
    YamlNode node = entry.value();
    if (node.isNothing() && !(type instanceof KeyType.Special)) {
      problems.add(entry.span(), path + " has no value", "it should be " + type.describe());
      return Optional.empty();
    }
    if (type instanceof KeyType.Special) {
      return Optional.of(node);
    }
    if (type instanceof KeyType.Section section) {
      if (node instanceof YamlMap map) {
        return Optional.of(read(path, entry.span(), map, section));
      }
      return wrong(path, node, type, List.of());
    }
    if (type instanceof KeyType.Texts && node instanceof YamlList list) {
      return texts(path, list, type);
    }
    if (!(node instanceof YamlScalar scalar) || type instanceof KeyType.Texts) {
      return wrong(path, node, type, List.of());
    }
    return scalar(path, scalar, scalar.value().orElseThrow(), type);
  }

  private Optional<Object> scalar(String path, YamlScalar node, Object value, KeyType type) {
    if (type instanceof KeyType.Choice choice) {
      return choice(path, node, choice);
    } else if (type instanceof KeyType.Text) {
      return value instanceof String s && !s.isBlank()
          ? Optional.of(value)
          : wrong(path, node, type, quoteIt(node, value));
    } else if (type instanceof KeyType.Name) {
      return value instanceof String s && KeyType.Name.allows(s)
          ? Optional.of(value)
          : wrong(path, node, type, quoteIt(node, value));
    } else if (type instanceof KeyType.Whole whole) {
      return value instanceof Long n && n >= whole.min() && n <= whole.max()
          ? Optional.of(value)
          : wrong(path, node, type, unquoteIt(value));
    } else if (type instanceof KeyType.Real real) {
      return value instanceof Number n
              && n.doubleValue() >= real.min()
              && n.doubleValue() <= real.max()
          ? Optional.of(value)
          : wrong(path, node, type, unquoteIt(value));
    } else if (type instanceof KeyType.Share) {
      return value instanceof Number n && n.doubleValue() >= 0 && n.doubleValue() <= 1
          ? Optional.of(value)
          : wrong(path, node, type, unquoteIt(value));
    } else if (type instanceof KeyType.Flag) {
      return value instanceof Boolean ? Optional.of(value) : wrong(path, node, type, List.of());
    } else if (type instanceof KeyType.Span) {
      Optional<Duration> duration = Durations.parse(node.text());
      return duration.isPresent() && value instanceof String
          ? Optional.of(duration.get())
          : wrong(path, node, type, List.of());
    }
    if (type instanceof KeyType.Memory memory) {
      Optional<MemorySize> size =
          MemorySize.parse(node.text()).filter(m -> m.megabytes() >= memory.min().megabytes());
      return size.isPresent() && value instanceof String
          ? Optional.of(size.get())
          : wrong(path, node, type, List.of());
    }
    throw new IllegalStateException("no scalar has the type " + type);
  }

  private Optional<Object> texts(String path, YamlList list, KeyType type) {
    List<String> texts = new ArrayList<>();
    for (YamlNode item : list.items()) {
      Optional<String> text =
          item instanceof YamlScalar scalar
              ? scalar.value().filter(String.class::isInstance).map(String.class::cast)
              : Optional.empty();
      if (text.isEmpty() || text.get().isBlank() || texts.contains(text.get())) {
        return item instanceof YamlScalar scalar && scalar.value().isPresent()
            ? wrong(path, item, type, quoteIt(scalar, scalar.value().get()))
            : wrong(path, item, type, List.of());
      }
      texts.add(text.get());
    }
    if (texts.isEmpty()) {
      problems.add(
          list.span(),
          path + " should be " + type.describe() + ", not an empty list",
          "leave it out to have the default");
      return Optional.empty();
    }
    return Optional.of(List.copyOf(texts));
  }

  private Optional<Object> choice(String path, YamlScalar node, KeyType.Choice choice) {
    if (node.value().filter(String.class::isInstance).isPresent()) {
      if (choice.allowed().contains(node.text())) {
        return Optional.of(node.text());
      }
    }
    return wrong(path, node, choice, Words.didYouMean(node.text(), choice.allowed()));
  }

  Optional<Object> wrong(String path, YamlNode node, KeyType type, List<String> hints) {
    problems.add(
        node.span(), path + " should be " + type.describe() + ", not " + node.describe(), hints);
    return Optional.empty();
  }

  private static List<String> quoteIt(YamlScalar node, Object value) {
    return value instanceof String
        ? List.of()
        : List.of("to have it read as text, quote it: \"" + Words.clip(node.text()) + "\"");
  }

  private static List<String> unquoteIt(Object value) {
    return value instanceof String s && s.matches("[-+]?[0-9.]+([eE][-+]?[0-9]+)?")
        ? List.of("to have it read as a number, remove the quotes")
        : List.of();
  }

  static String join(String path, String key) {
    return path.isEmpty() ? key : path + "." + key;
  }
}
