package dev.nightjar.zoo.data;

/** What a data set is made of; each task learns from one kind. */
public enum DatasetKind {
  /** Texts with a label each: {@link LabelledText}. */
  LABELLED_TEXT,

  /**
   * Text or tokens that are to be predicted one by one: {@link TextCorpus}, {@link TokenCorpus}.
   */
  TOKENS,

  /** Sequences of numbers with a number each: {@link NumberCorpus}. */
  NUMBERS
}
