package dev.nightjar.zoo.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Cuts text into words and punctuation. A token is
 *
 * <ul>
 *   <li>a word: letters and digits, also with an apostrophe, a hyphen or, between digits, a point
 *       or comma inside: {@code don't}, {@code well-known}, {@code 1,000.5};
 *   <li>a run of one other character: {@code ,}, {@code --}, {@code ...};
 *   <li>the end of a paragraph, {@link #PARAGRAPH}, where lines are left empty; or the end of each
 *       line, {@link #LINE}, where that is asked.
 * </ul>
 *
 * <p>Other white space only separates. No token has an underscore beside other characters, so that
 * a {@link Phrases phrase} is known by it.
 *
 * @param lowerCase whether letters are made small first
 * @param lineEnds whether the end of each line is a token, as verse or a sentence a line needs;
 *     otherwise a line end is a blank and only paragraphs end
 */
public record WordTokenizer(boolean lowerCase, boolean lineEnds) {

  /** The token of the end of a paragraph. */
  public static final String PARAGRAPH = "\n\n";

  /** The token of the end of a line. */
  public static final String LINE = "\n";

  private static final String WORD =
      "[\\p{L}\\p{M}\\p{N}]+(?:(?:['’‐-]|(?<=\\p{N})[.,](?=\\p{N}))[\\p{L}\\p{M}\\p{N}]+)*+";
  private static final String RUN = "([^\\s\\p{L}\\p{M}\\p{N}])\\1*+";
  private static final String GAP = "\\n\\s*\\n";

  private static final Pattern TOKEN =
      Pattern.compile(WORD + "|" + RUN + "|" + GAP, Pattern.UNICODE_CHARACTER_CLASS);
  private static final Pattern TOKEN_OR_LINE =
      Pattern.compile(WORD + "|" + RUN + "|\\n", Pattern.UNICODE_CHARACTER_CLASS);

  /** Hands the tokens of a text on, one by one, in order. */
  public void split(String text, Consumer<String> to) {
    Matcher matcher =
        (lineEnds ? TOKEN_OR_LINE : TOKEN)
            .matcher(lowerCase ? text.toLowerCase(Locale.ROOT) : text);
    while (matcher.find()) {
      String token = matcher.group();
      to.accept(!lineEnds && token.charAt(0) == '\n' ? PARAGRAPH : token);
    }
  }

  /** The tokens of a text. */
  public List<String> split(String text) {
    List<String> tokens = new ArrayList<>();
    split(text, tokens::add);
    return tokens;
  }

  /** Whether a token is a word rather than punctuation or the end of a line. */
  public static boolean isWord(String token) {
    return Character.isLetterOrDigit(token.codePointAt(0));
  }
}
