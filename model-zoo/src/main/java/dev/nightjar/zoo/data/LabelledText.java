package dev.nightjar.zoo.data;

import java.util.List;

/**
 * A labelled data set, divided.
 *
 * @param name what it is called, for people
 * @param labels the classes, sorted; a class's number is its place here
 * @param train examples to train on
 * @param validation examples that early stopping and the search look at
 * @param test examples that only the winner meets; may be empty
 * @param sha256 hash of all examples, in hexadecimal; the split is not part of it
 * @param level what is read of a text at a step
 */
public record LabelledText(
    String name,
    List<String> labels,
    List<Example> train,
    List<Example> validation,
    List<Example> test,
    String sha256,
    TextLevel level)
    implements Dataset {

  /** Copies. */
  public LabelledText {
    labels = List.copyOf(labels);
    train = List.copyOf(train);
    validation = List.copyOf(validation);
    test = List.copyOf(test);
  }

  /** Texts that are read by characters. */
  public LabelledText(
      String name,
      List<String> labels,
      List<Example> train,
      List<Example> validation,
      List<Example> test,
      String sha256) {
    this(name, labels, train, validation, test, sha256, TextLevel.characters());
  }

  /** The vocabulary of the texts that are trained on. */
  public Vocabulary vocabulary() {
    return level.vocabulary(train.stream().map(Example::text).toList());
  }

  @Override
  public DatasetKind kind() {
    return DatasetKind.LABELLED_TEXT;
  }

  @Override
  public PartSizes sizes() {
    return new PartSizes("sequences", train.size(), validation.size(), test.size());
  }
}
