package dev.nightjar.zoo.data;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Labelled items of two IDX files that fit each other. An item of more than two dimensions is read
 * along its first: a step of an image is a row, and what a row holds lies side by side.
 *
 * @param array [items, steps, numbers a step…]
 * @param labels of each item, as whole numbers
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record IdxItems(IdxArray array, int[] labels) {

  /** An item by its place in the file. */
  record Item(int index, int label, String key) {
    String labelText() {
      return String.valueOf(label);
    }
  }

  /**
   * Reads and compares two files.
   *
   * @throws DatasetException if something is wrong with one of them, or they do not fit
   */
  static IdxItems read(IdxFiles files) {
    IdxArray array = IdxArray.read(files.items());
    IdxArray labels = IdxArray.read(files.labels());
    FileProblems problems = new FileProblems(files.items());
    if (array.sizes().size() < 2) {
      problems.addOfFile(
          "has one dimension only, of "
              + array.describe()
              + "; it should have two or more: items, steps, and the numbers of a step");
    }
    FileProblems ofLabels = new FileProblems(files.labels());
    if (labels.sizes().size() != 1) {
      ofLabels.addOfFile("has the dimensions " + labels.describe() + "; labels should have one");
    } else if (!labels.type().whole()) {
      ofLabels.addOfFile("labels should be whole numbers");
    } else if (labels.items() != array.items()) {
      ofLabels.addOfFile(
          "has "
              + labels.items()
              + " labels, but "
              + files.items().getFileName()
              + " has "
              + array.items()
              + " items");
    }
    IntStream.range(0, Math.multiplyExact(array.items(), array.itemSize()))
        .filter(i -> !Float.isFinite((float) array.number(i)))
        .limit(1)
        .forEach(
            i ->
                problems.addOfFile(
                    "item "
                        + i / array.itemSize()
                        + ", counted from 0, has the number "
                        + array.number(i)
                        + "; numbers should be finite and at most 3.4e38"));
    problems.throwIfAny();
    ofLabels.throwIfAny();
    return new IdxItems(
        array, IntStream.range(0, labels.items()).map(i -> (int) labels.number(i)).toArray());
  }

  /** Numbers a step. */
  int width() {
    return array.itemSize() / array.sizes().get(1);
  }

  /** All items; the key is a hash of the numbers. */
  List<Item> items() {
    List<Item> items = new ArrayList<>();
    for (int i = 0; i < labels.length; i++) {
      items.add(new Item(i, labels[i], StableHash.ofBytes(List.of(array.itemBytes(i)))));
    }
    return items;
  }

  /** Adds the numbers of an item to a fit. */
  void fit(Item item, NumberColumn.Fit fit) {
    int from = item.index() * array.itemSize();
    for (int i = from; i < from + array.itemSize(); i++) {
      fit.add(array.number(i));
    }
  }

  /** An item as the network reads it. */
  LabelledSequence sequence(Item item, NumberColumn scale, List<Integer> classes) {
    float[] values = new float[array.itemSize()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) scale.scaled(array.number(item.index() * values.length + i));
    }
    return new LabelledSequence(values, width(), classes.indexOf(item.label()));
  }
}
