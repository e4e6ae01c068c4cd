package dev.nightjar.experiments.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes wrong inputs of right ones. One to five changes each know what a text is made of: words,
 * numbers, values, lines and blocks, of any text of the corpus; a third of the inputs is then
 * damaged byte by byte as well, so that it may not even be text. An input depends on a seed and its
 * number alone.
 */
public final class Mutator {

  private static final Pattern NUMBER = Pattern.compile("-?\\d+(?:\\.\\d+)?(?:e[-+]?\\d+)?");
  private static final Pattern WORD = Pattern.compile("[A-Za-z_][A-Za-z0-9_.-]*");
  private static final Pattern VALUE =
      Pattern.compile("(?<=: ?)[^\\n,{}\\[\\]]+|[{\\[][^\\n]*[}\\]]");

  private static final int MOST_CHANGES = 5;
  private static final int MOST_REPEATS = 2_000;
  private static final int LONGEST = 200_000;

  private final List<String> corpus;
  private final List<String> words;
  private final List<String> values;

  /** Mutations of these texts, of which there is at least one. */
  public Mutator(List<String> corpus) {
    this.corpus = List.copyOf(corpus);
    this.words = all(WORD);
    this.values = all(VALUE);
  }

  private List<String> all(Pattern pattern) {
    Set<String> found = new LinkedHashSet<>();
    for (String text : corpus) {
      Matcher matcher = pattern.matcher(text);
      while (matcher.find()) {
        found.add(matcher.group());
      }
    }
    return List.copyOf(found);
  }

  /** An input. */
  public byte[] input(long seed, int number) {
    RandomGenerator random = new SplittableRandom(seed * 1_000_003 + number);
    String text = one(corpus, random);
    for (int changes = 1 + random.nextInt(MOST_CHANGES); changes > 0; changes--) {
      String changed = change(text, random);
      text = changed.length() <= LONGEST ? changed : text;
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return random.nextInt(3) == 0 ? damage(bytes, random) : bytes;
  }

  private String change(String text, RandomGenerator random) {
    return switch (random.nextInt(10)) {
      case 0, 1 -> piece(text, random);
      case 2 -> cut(text, random);
      case 3 -> lines(text, random);
      case 4 -> replace(text, NUMBER, one(Pieces.NUMBERS, random), random);
      case 5 -> replace(text, WORD, words.isEmpty() ? "a" : one(words, random), random);
      case 6 -> replace(text, VALUE, values.isEmpty() ? "1" : one(values, random), random);
      case 7 ->
          replace(text, random.nextBoolean() ? VALUE : WORD, one(Pieces.SPECIAL, random), random);
      case 8 -> block(text, random);
      default -> grow(text, random);
    };
  }

  private static String piece(String text, RandomGenerator random) {
    int at = place(text, random);
    int end = random.nextBoolean() ? at : Math.min(text.length(), at + 1 + random.nextInt(6));
    return text.substring(0, at) + one(Pieces.SPECIAL, random) + text.substring(end);
  }

  /** Leaves a stretch out, or says it elsewhere too. */
  private static String cut(String text, RandomGenerator random) {
    int from = place(text, random);
    int to = Math.min(text.length(), from + random.nextInt(30));
    if (random.nextBoolean()) {
      return text.substring(0, from) + text.substring(to);
    }
    int at = place(text, random);
    return text.substring(0, at) + text.substring(from, to) + text.substring(at);
  }

  private static String lines(String text, RandomGenerator random) {
    List<String> lines = new ArrayList<>(text.lines().toList());
    if (lines.isEmpty()) {
      return text;
    }
    int line = random.nextInt(lines.size());
    switch (random.nextInt(4)) {
      case 0 -> lines.remove(line);
      case 1 -> lines.add(random.nextInt(lines.size() + 1), lines.get(line));
      case 2 -> Collections.swap(lines, line, random.nextInt(lines.size()));
      default -> lines.set(line, " ".repeat(random.nextInt(5)) + lines.get(line));
    }
    return String.join("\n", lines) + (text.endsWith("\n") ? "\n" : "");
  }

  private static String replace(String text, Pattern what, String by, RandomGenerator random) {
    List<int[]> places = new ArrayList<>();
    Matcher matcher = what.matcher(text);
    while (matcher.find()) {
      places.add(new int[] {matcher.start(), matcher.end()});
    }
    if (places.isEmpty()) {
      return text;
    }
    int[] place = one(places, random);
    return text.substring(0, place[0]) + by + text.substring(place[1]);
  }

  /** Puts a block of lines of another text between two of this one. */
  private String block(String text, RandomGenerator random) {
    List<String> other = one(corpus, random).lines().toList();
    int from = random.nextInt(other.size());
    int to = Math.min(other.size(), from + 1 + random.nextInt(8));
    List<String> lines = new ArrayList<>(text.lines().toList());
    lines.addAll(random.nextInt(lines.size() + 1), other.subList(from, to));
    return String.join("\n", lines) + (text.endsWith("\n") ? "\n" : "");
  }

  /** Nests a value, or repeats a stretch, up to a great many times. */
  private static String grow(String text, RandomGenerator random) {
    int times = 1 + random.nextInt(random.nextInt(4) == 0 ? MOST_REPEATS : 30);
    int at = place(text, random);
    if (random.nextBoolean()) {
      String open = random.nextBoolean() ? "[" : "{a: ";
      String close = open.equals("[") ? "]" : "}";
      int end = text.indexOf('\n', at);
      String rest = end < 0 ? "" : text.substring(end);
      String value = text.substring(at, end < 0 ? text.length() : end);
      return text.substring(0, at) + open.repeat(times) + value + close.repeat(times) + rest;
    }
    int to = Math.min(text.length(), at + 1 + random.nextInt(20));
    return text.substring(0, to) + text.substring(at, to).repeat(times) + text.substring(to);
  }

  private static byte[] damage(byte[] bytes, RandomGenerator random) {
    byte[] damaged = bytes.clone();
    for (int changes = 1 + random.nextInt(4); changes > 0 && damaged.length > 0; changes--) {
      int at = random.nextInt(damaged.length);
      int to = Math.min(damaged.length, at + 1 + random.nextInt(16));
      switch (random.nextInt(5)) {
        case 0 -> damaged[at] ^= (byte) (1 << random.nextInt(8));
        case 1 -> damaged[at] = (byte) random.nextInt(256);
        case 2 -> damaged = joined(damaged, at, new byte[0], to);
        case 3 -> damaged = Arrays.copyOf(damaged, at);
        default -> {
          byte[] more = new byte[1 + random.nextInt(8)];
          random.nextBytes(more);
          damaged = joined(damaged, at, more, at);
        }
      }
    }
    return damaged;
  }

  private static byte[] joined(byte[] bytes, int end, byte[] middle, int from) {
    byte[] joined = Arrays.copyOf(bytes, end + middle.length + bytes.length - from);
    System.arraycopy(middle, 0, joined, end, middle.length);
    System.arraycopy(bytes, from, joined, end + middle.length, bytes.length - from);
    return joined;
  }

  private static int place(String text, RandomGenerator random) {
    return random.nextInt(text.length() + 1);
  }

  private static <T> T one(List<T> items, RandomGenerator random) {
    return items.get(random.nextInt(items.size()));
  }
}
