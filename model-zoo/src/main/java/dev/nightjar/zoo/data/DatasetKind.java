package dev.nightjar.zoo.data;

/** What a data set is made of; each task learns from one kind. */
public enum DatasetKind {
  /** Texts with a label each: {@link LabelledText}. */
  LABELLED_TEXT("labelled text"),

  /**
   * Text or tokens that are to be predicted one by one: {@link TextCorpus}, {@link TokenCorpus}.
   */
  TOKENS("text or tokens to be predicted"),

  /** Sequences of numbers with a number each: {@link NumberCorpus}. */
  NUMBERS("sequences of numbers"),

  /** Series of numbers with a label each: {@link LabelledSeries}. */
  LABELLED_SERIES("labelled series of numbers"),

  /** A time series to be forecast: {@link TimeSeries}. */
  TIME_SERIES("a time series"),

  /** Polyphonic music whose chords are to be predicted one by one: {@link MusicCorpus}. */
  MUSIC("polyphonic music");

  private final String words;

  DatasetKind(String words) {
    this.words = words;
  }

  /** In words, for messages. */
  public String describe() {
    return words;
  }
}
