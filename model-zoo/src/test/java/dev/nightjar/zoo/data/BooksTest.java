package dev.nightjar.zoo.data;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BooksTest {

  private static TextCorpus load(Builtin book) {
    return (TextCorpus) Datasets.load(BuiltinSpec.of(book));
  }

  private static String whole(TextCorpus book) {
    return book.parts().train().get(0)
        + book.parts().validation().get(0)
        + book.parts().test().get(0);
  }

  @Test
  void dickensIsWholeAndHasNoMark() {
    TextCorpus book = load(Builtin.DICKENS);
    String text = whole(book);
    assertThat(text)
        .hasSize(1_214_976)
        .startsWith("The Old Curiosity Shop\n\nBy Charles Dickens\n")
        .endsWith("like a tale that is told!")
        .doesNotContain("\r");
    assertThat(text.chars().distinct().count()).isEqualTo(77);
    assertThat(book.name()).isEqualTo("dickens");
  }

  @Test
  void dickensTrainsOnNineTenthsAndValidatesOnTheNextTwentieth() {
    assertThat(load(Builtin.DICKENS).sizes())
        .isEqualTo(new PartSizes("characters", 1_093_478, 60_749, 60_749));
  }

  @Test
  void macbethIsWholeAndItsLinesEndInOneCharacter() {
    TextCorpus book = load(Builtin.SHAKESPEARE);
    String text = whole(book);
    assertThat(text).hasSize(100_320).startsWith("The Tragedie of Macbeth\n\nActus Primus.");
    assertThat(text.chars().distinct().count()).isEqualTo(65);
  }

  @Test
  void validationAndTestHaveNoCharacterThatTrainingLacks() {
    for (Builtin book : new Builtin[] {Builtin.DICKENS, Builtin.SHAKESPEARE}) {
      TextCorpus corpus = load(book);
      String rest = corpus.parts().validation().get(0) + corpus.parts().test().get(0);
      assertThat(TextEncoding.of(corpus).vocabulary().encodePiece(rest))
          .doesNotContain(Vocabulary.UNKNOWN);
    }
  }

  @Test
  void aBookIsDividedAsTold() {
    SplitSpec halves = new SplitSpec(0.5, 0.5, 0);
    TextCorpus book =
        (TextCorpus)
            Datasets.load(new BuiltinSpec(Builtin.SHAKESPEARE, java.util.Optional.of(halves)));
    assertThat(book.sizes()).isEqualTo(new PartSizes("characters", 50_160, 50_160, 0));
    assertThat(book.sha256()).isEqualTo(load(Builtin.SHAKESPEARE).sha256());
  }
}
