package dev.nightjar.zoo.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The built-in data set {@code fashion-mnist-rows}: grey images of ten kinds of clothes, read row
 * by row, 28 steps of 28 numbers (Xiao, Rasul and Vollgraf 2017, "Fashion-MNIST: a novel image
 * dataset for benchmarking machine learning algorithms"; MIT licence). It does not come with
 * Nightjar, but is read from where Debian's package {@value #PACKAGE} puts it.
 *
 * <p>Of the 60,000 images to train with, the last {@value #VALIDATION} validate; the 10,000 others
 * test.
 */
final class FashionMnist {

  /** Where the package puts the files. */
  static final Path FOLDER = Path.of("/usr/share/datasets/fashion-mnist");

  static final int VALIDATION = 5000;

  private static final String PACKAGE = "dataset-fashion-mnist";

  private FashionMnist() {}

  /**
   * Loads the images of a folder.
   *
   * @param validation how many of the images to train with validate
   * @throws DatasetException if they are not there, or damaged
   */
  static LabelledSeries load(Path folder, int validation) {
    if (!Files.isDirectory(folder)) {
      throw new DatasetException(
          Builtin.FASHION_MNIST_ROWS.label()
              + ": there is no folder "
              + folder
              + "; install the data with: apt-get install "
              + PACKAGE);
    }
    IdxItems training = read(folder, "train");
    IdxItems test = read(folder, "t10k");
    List<IdxItems.Item> items = training.items();
    int from = items.size() - validation;
    return IdxFile.series(
        Builtin.FASHION_MNIST_ROWS.label(),
        training,
        new Parts<>(items.subList(0, from), items.subList(from, items.size()), List.of()),
        Optional.of(test));
  }

  private static IdxItems read(Path folder, String part) {
    return IdxItems.read(
        new IdxFiles(
            folder.resolve(part + "-images-idx3-ubyte.gz"),
            folder.resolve(part + "-labels-idx1-ubyte.gz")));
  }
}
