package dev.nightjar.zoo.data;

/** A data set, loaded and divided. Sealed, so that a new kind is met everywhere it matters. */
public sealed interface Dataset
    permits LabelledText,
        TextCorpus,
        TokenCorpus,
        NumberCorpus,
        LabelledSeries,
        TimeSeries,
        MusicCorpus {

  /** What it is called, for people. */
  String name();

  /** Hash of its content, in hexadecimal. How it is divided is not part of it. */
  String sha256();

  /** What it is made of. */
  DatasetKind kind();

  /** How large its parts are. */
  PartSizes sizes();
}
