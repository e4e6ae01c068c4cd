package dev.nightjar.zoo.data;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Sequences of numbers with a number each, divided.
 *
 * @param name what it is called, for people
 * @param columns what is read at every step; the parts are standardised by them already
 * @param answer the number of each sequence, standardised as well
 * @param parts the sequences
 * @param sha256 hash of all sequences, in hexadecimal
 */
public record NumberCorpus(
    String name,
    List<NumberColumn> columns,
    NumberColumn answer,
    Parts<NumberSequence> parts,
    String sha256)
    implements Dataset {

  /** Copies. */
  public NumberCorpus {
    columns = List.copyOf(columns);
  }

  /**
   * Numbers that are read and answered as they are.
   *
   * @param width numbers a step, the same for every sequence
   */
  public NumberCorpus(String name, int width, Parts<NumberSequence> parts, String sha256) {
    this(name, unnamed(width), NumberColumn.asItIs("target"), parts, sha256);
  }

  private static List<NumberColumn> unnamed(int width) {
    return IntStream.rangeClosed(1, width)
        .mapToObj(i -> NumberColumn.asItIs(String.valueOf(i)))
        .toList();
  }

  /** Numbers a step. */
  public int width() {
    return columns.size();
  }

  @Override
  public DatasetKind kind() {
    return DatasetKind.NUMBERS;
  }

  @Override
  public PartSizes sizes() {
    return new PartSizes(
        "sequences", parts.train().size(), parts.validation().size(), parts.test().size());
  }
}
