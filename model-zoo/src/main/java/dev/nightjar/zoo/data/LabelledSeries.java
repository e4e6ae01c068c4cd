package dev.nightjar.zoo.data;

import java.util.List;

/**
 * Series of numbers with a label each, divided.
 *
 * @param name what it is called, for people
 * @param columns what is read at every step; the parts are standardised by them already
 * @param labels the classes, sorted; a class's number is its place here
 * @param parts the series
 * @param sha256 hash of all series and labels, in hexadecimal; the split is not part of it
 */
public record LabelledSeries(
    String name,
    List<NumberColumn> columns,
    List<String> labels,
    Parts<LabelledSequence> parts,
    String sha256)
    implements Dataset {

  /** Copies. */
  public LabelledSeries {
    columns = List.copyOf(columns);
    labels = List.copyOf(labels);
  }

  @Override
  public DatasetKind kind() {
    return DatasetKind.LABELLED_SERIES;
  }

  @Override
  public PartSizes sizes() {
    return new PartSizes(
        "sequences", parts.train().size(), parts.validation().size(), parts.test().size());
  }
}
