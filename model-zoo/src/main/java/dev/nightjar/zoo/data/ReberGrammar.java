package dev.nightjar.zoo.data;

import java.util.random.RandomGenerator;

/**
 * The embedded Reber grammar: a string of Reber's finite-state grammar (Reber 1967, "Implicit
 * learning of artificial grammars") between two symbols that must be the same, T or P, whose first
 * is long past when the second is due (Cleeremans, Servan-Schreiber and McClelland 1989; Fahlman
 * 1991; experiment 1 of Hochreiter and Schmidhuber 1997, "Long short-term memory").
 *
 * <pre>
 * embedded string:  B  T reber T  E     or     B  P reber P  E
 *
 * reber:   0 ─B→ 1        1 ─T→ 2 or ─P→ 3       2 ─S→ 2 or ─X→ 4
 *          3 ─T→ 3 or ─V→ 5       4 ─X→ 3 or ─S→ 6       5 ─P→ 4 or ─V→ 6       6 ─E→ 7
 * </pre>
 *
 * <p>Where two symbols are legal, each is as probable as the other, so that a string's probability
 * is ½ to the number of choices in it.
 */
public final class ReberGrammar {

  /** All symbols that occur. */
  public static final String SYMBOLS = "BEPSTVX";

  private static final String[] LEGAL = {"B", "TP", "SX", "TV", "XS", "PV", "E"};
  private static final int[][] NEXT = {{1}, {2, 3}, {2, 4}, {3, 5}, {3, 6}, {4, 6}, {7}};
  private static final int REBER_ENDS = LEGAL.length;

  private ReberGrammar() {}

  /**
   * The symbols that may follow a prefix.
   *
   * @param prefix the beginning of an embedded string, from nothing to a whole string
   * @return one symbol or two, in any order; none if the prefix is a whole string
   * @throws IllegalArgumentException if no string begins so
   */
  public static String legalAfter(String prefix) {
    String legal = "B";
    int state = 0;
    for (int i = 0; i < prefix.length(); i++) {
      int which = legal.indexOf(prefix.charAt(i));
      if (which < 0) {
        throw new IllegalArgumentException(
            "no string of the grammar begins with "
                + prefix.substring(0, i + 1)
                + (legal.isEmpty()
                    ? ": it ends before"
                    : ": after " + prefix.substring(0, i) + " comes one of " + legal));
      }
      if (i >= 2 && state < REBER_ENDS) {
        state = NEXT[state][which];
        legal = state < REBER_ENDS ? LEGAL[state] : prefix.substring(1, 2);
      } else if (i >= 2) {
        legal = legal.equals("E") ? "" : "E";
      } else {
        legal = i == 0 ? "TP" : LEGAL[0];
      }
    }
    return legal;
  }

  /** A string, each choice in it by a fair coin. */
  static String draw(RandomGenerator random) {
    StringBuilder string = new StringBuilder();
    String legal = legalAfter("");
    while (!legal.isEmpty()) {
      string.append(legal.charAt(random.nextInt(legal.length())));
      legal = legalAfter(string.toString());
    }
    return string.toString();
  }
}
