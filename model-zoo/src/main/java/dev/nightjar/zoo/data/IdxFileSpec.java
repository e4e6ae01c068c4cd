package dev.nightjar.zoo.data;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A user's labelled arrays, such as images read row by row, in IDX files.
 *
 * @param files what is divided
 * @param test files of a test part; empty if the test part is divided off as well
 * @param split how the items are divided; with files of a test part its share of test is 0
 */
public record IdxFileSpec(IdxFiles files, Optional<IdxFiles> test, SplitSpec split)
    implements DatasetSpec {

  /** 90 % to train and 10 % to validate, unless the experiment says otherwise of such files. */
  public static final SplitSpec BESIDE_TEST = new SplitSpec(0.9, 0.1, 0);

  /** Checks that there is one test part at most. */
  public IdxFileSpec {
    Objects.requireNonNull(files, "files");
    if (test.isPresent() && split.test() != 0) {
      throw new IllegalArgumentException(
          "the test part has files of its own, so its share of the others must be 0, not "
              + split.test());
    }
  }

  @Override
  public DatasetKind kind() {
    return DatasetKind.LABELLED_SERIES;
  }

  @Override
  public Optional<Path> path() {
    return Optional.of(files.items());
  }

  @Override
  public List<Path> paths() {
    return Stream.concat(Stream.of(files), test.stream())
        .flatMap(pair -> Stream.of(pair.items(), pair.labels()))
        .toList();
  }
}
