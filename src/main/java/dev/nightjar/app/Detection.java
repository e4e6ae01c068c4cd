package dev.nightjar.app;

import dev.nightjar.experiments.definition.Spelling;
import dev.nightjar.zoo.data.DataDetection;
import dev.nightjar.zoo.data.DatasetException;
import dev.nightjar.zoo.data.DatasetKind;
import dev.nightjar.zoo.data.DatasetSpec;
import dev.nightjar.zoo.data.Datasets;
import dev.nightjar.zoo.data.DetectedData;
import dev.nightjar.zoo.data.DetectionHints;
import dev.nightjar.zoo.data.NoSuchColumnException;
import dev.nightjar.zoo.data.PartSizes;
import dev.nightjar.zoo.task.TaskType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What somebody's file is taken for, and what is said if it is nothing to learn from. */
final class Detection {

  private Detection() {}

  /**
   * How a file is read.
   *
   * @param asked the task, if it is not to be found out
   * @param target the column that is learned, if it is not to be found out
   * @throws UsageException if it is nothing that a task learns from
   */
  static DetectedData of(Path path, Optional<TaskType> asked, Optional<String> target) {
    Set<DatasetKind> kinds =
        asked.map(type -> Set.copyOf(type.learnsFrom())).orElse(DetectionHints.NONE.kinds());
    try {
      return DataDetection.detect(path, new DetectionHints(kinds, target));
    } catch (NoSuchColumnException e) {
      throw new UsageException(
          e.getMessage()
              + Spelling.nearest(e.name(), e.columns())
                  .map(near -> "; did you mean \"" + near + "\"?")
                  .orElse(""));
    } catch (DatasetException e) {
      throw new UsageException(e.getMessage());
    }
  }

  /**
   * How much there is to learn from.
   *
   * @throws UsageException if the data cannot be loaded
   */
  static PartSizes sizes(DatasetSpec spec) {
    try {
      return Datasets.load(spec).sizes();
    } catch (DatasetException e) {
      throw new UsageException(
          "the data look like "
              + spec.kind().describe()
              + ", but cannot be learned from:\n"
              + e.getMessage());
    }
  }

  /** Why data were taken for what they are, and how much there is, in lines for people. */
  static List<String> describe(List<String> reasons, PartSizes sizes) {
    List<String> lines = new ArrayList<>(reasons);
    lines.add(
        String.format(
            "%d %s to train, %d to validate, %d to test",
            sizes.train(), sizes.unit(), sizes.validation(), sizes.test()));
    return lines.stream().map(line -> "  - " + line).toList();
  }
}
