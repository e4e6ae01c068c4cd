package dev.nightjar.zoo.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordTokenizerTest {

  private static final WordTokenizer PLAIN = new WordTokenizer(false, false);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "It wasn't well-known.|It wasn't well-known .",
        "glossy--is it not!|glossy -- is it not !",
        "'Tis the boys' o'clock|' Tis the boys ' o'clock",
        "\"No...\" (2,000.50 £)|\" No ... \" ( 2,000.50 £ )",
        "a.m. 3,x v1.5,|a . m . 3 , x v1.5 ,",
        "snake_case __init__ -5|snake _ case __ init __ - 5",
        "Ünïcode naïve 東京 😀😀|Ünïcode naïve 東京 😀😀",
        "l’été e\u0301te\u0301|l’été e\u0301te\u0301",
      })
  void cutsWordsFromPunctuation(String text, String tokens) {
    assertThat(String.join(" ", PLAIN.split(text))).isEqualTo(tokens);
  }

  @Test
  void onlyEmptyLinesEndAParagraphUnlessEveryLineCounts() {
    String text = "\n\na b\nc\n \t\nd\n";
    assertThat(PLAIN.split(text)).containsExactly("\n\n", "a", "b", "c", "\n\n", "d");
    assertThat(new WordTokenizer(false, true).split(text))
        .containsExactly("\n", "\n", "a", "b", "\n", "c", "\n", "\n", "d", "\n");
  }

  @Test
  void makesLettersSmallWhereThatIsAsked() {
    assertThat(new WordTokenizer(true, false).split("The ÉTÉ")).containsExactly("the", "été");
  }

  @Test
  void nothingIsLostButWhiteSpace() {
    String text = "“Mr. _Quilp_,” he'd said -- 'n all: #42; $3.99…\u00a0x/y";
    assertThat(String.join("", PLAIN.split(text))).isEqualTo(text.replaceAll("[\\s\u00a0]", ""));
    assertThat(PLAIN.split(" \t\n ")).isEmpty();
  }
}
