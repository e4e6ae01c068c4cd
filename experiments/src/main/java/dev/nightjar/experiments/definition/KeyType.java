package dev.nightjar.experiments.definition;

import dev.nightjar.search.run.MemorySize;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What the value of a key may be. Both the reader and the JSON schema are made from this. */
sealed interface KeyType {

  /** What is allowed, in words that follow "should be". */
  String describe();

  /** Any text that is not empty. */
  record Text() implements KeyType {
    @Override
    public String describe() {
      return "text";
    }
  }

  /** Several texts that are not empty, none twice. */
  record Texts() implements KeyType {
    @Override
    public String describe() {
      return "a list of texts, none twice, such as [a, b]";
    }
  }

  /** The name of a study: the pattern, and not only dots. */
  record Name() implements KeyType {
    static final String PATTERN = "[A-Za-z0-9._-]+";
    static final int MAX_LENGTH = 100;

    static boolean allows(String text) {
      return text.length() <= MAX_LENGTH && text.matches(PATTERN) && !text.matches("\\.+");
    }

    @Override
    public String describe() {
      return "a name of letters, digits and . _ - (at most " + MAX_LENGTH + ")";
    }
  }

  /** One word of several. */
  record Choice(List<Word> words) implements KeyType {
    public Choice {
      words = List.copyOf(words);
    }

    static Choice of(String... allowed) {
      return of(List.of(allowed));
    }

    static Choice of(List<String> allowed) {
      return new Choice(allowed.stream().map(word -> new Word(word, "")).toList());
    }

    List<String> allowed() {
      return words.stream().map(Word::word).toList();
    }

    /** Whether it is said what each word means. */
    boolean explained() {
      return words.stream().noneMatch(word -> word.meaning().isEmpty());
    }

    /** What each word means, in one sentence. */
    String explanation() {
      return words.stream()
          .map(word -> word.word() + ": " + word.meaning())
          .collect(Collectors.joining("; ", "", "."));
    }

    @Override
    public String describe() {
      return words.size() == 1 ? words.get(0).word() : "one of " + Words.list(allowed());
    }
  }

  /**
   * A word of a choice.
   *
   * @param word as written
   * @param meaning in a few words; empty if the word says it
   */
  record Word(String word, String meaning) {}

  /** A whole number, bounds inclusive. */
  record Whole(long min, long max) implements KeyType {
    @Override
    public String describe() {
      if (min == max) {
        return String.valueOf(min);
      } else if (min == Long.MIN_VALUE && max == Long.MAX_VALUE) {
        return "a whole number";
      }
      return max == Integer.MAX_VALUE || max == Long.MAX_VALUE
          ? "a whole number of at least " + min
          : "a whole number from " + min + " to " + max;
    }
  }

  /** A finite number, bounds inclusive. */
  record Real(double min, double max) implements KeyType {
    @Override
    public String describe() {
      if (min == -Double.MAX_VALUE && max == Double.MAX_VALUE) {
        return "a number";
      }
      return max == Double.MAX_VALUE
          ? "a number of at least " + Numbers.plain(min)
          : "a number from " + Numbers.plain(min) + " to " + Numbers.plain(max);
    }
  }

  /** A part of a whole. */
  record Share() implements KeyType {
    @Override
    public String describe() {
      return "a share from 0 to 1 (a file for each part is not in this version yet)";
    }
  }

  /** True or false. */
  record Flag() implements KeyType {
    @Override
    public String describe() {
      return "true or false";
    }
  }

  /** A duration above zero. */
  record Span() implements KeyType {
    @Override
    public String describe() {
      return "a duration such as 90s, 20m, 8h or 1h30m";
    }
  }

  /**
   * An amount of memory.
   *
   * @param min the least (inclusive)
   */
  record Memory(MemorySize min) implements KeyType {
    @Override
    public String describe() {
      return "an amount of memory of at least " + min + ", such as 512MB, 2GB or 1.5GB";
    }
  }

  /** A mapping; the planned keys belong to the vocabulary but are not built yet. */
  record Section(List<Key> keys, Set<String> planned) implements KeyType {
    public Section {
      keys = List.copyOf(keys);
      planned = Set.copyOf(planned);
    }

    List<String> names() {
      return keys.stream().map(Key::name).toList();
    }

    Key key(String name) {
      return keys.stream().filter(k -> k.name().equals(name)).findFirst().orElseThrow();
    }

    @Override
    public String describe() {
      return "a mapping with the keys " + Words.list(names());
    }
  }

  /** Checked by code of its own. */
  record Special(String words) implements KeyType {
    @Override
    public String describe() {
      return words;
    }
  }
}
