package dev.nightjar.experiments.definition;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Finds what somebody meant to write. */
public final class Spelling {

  /** Nobody mistypes a word of this length into one of ours. */
  private static final int MAX_LENGTH = 64;

  private Spelling() {}

  /**
   * The candidate nearest to the word, if it is near: the last part of a dotted name, an
   * abbreviation or extension of at least three letters, or a third of the letters changed at most.
   */
  public static Optional<String> nearest(String word, Collection<String> candidates) {
    if (word.isEmpty() || word.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    String wanted = normal(word);
    String best = "";
    int bestDistance = Math.max(1, wanted.length() / 3) + 1;
    for (String candidate : candidates) {
      String other = normal(candidate);
      int distance;
      if (other.equals(wanted) || other.endsWith("." + wanted)) {
        distance = 0;
      } else if (wanted.length() >= 3
          && other.length() >= 3
          && (other.startsWith(wanted) || wanted.startsWith(other))) {
        distance = 1;
      } else if (Math.abs(wanted.length() - other.length()) >= bestDistance) {
        continue; // So many letters would have to be added.
      } else {
        distance = distance(wanted, other);
      }
      if (distance < bestDistance) {
        best = candidate;
        bestDistance = distance;
      }
    }
    return best.isEmpty() ? Optional.empty() : Optional.of(best);
  }

  private static String normal(String word) {
    return word.toLowerCase(Locale.ROOT).replace('-', '_');
  }

  /**
   * Insertions, deletions, substitutions and swaps of neighbours that lead from one word to the
   * other (optimal string alignment); time and memory are the product of the lengths.
   */
  static int distance(String a, String b) {
    int[][] d = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          d[i][j] = i + j;
          continue;
        }
        int substitution = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        d[i][j] =
            Math.min(Math.min(d[i - 1][j] + 1, d[i][j - 1] + 1), d[i - 1][j - 1] + substitution);
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
        }
      }
    }
    return d[a.length()][b.length()];
  }
}
