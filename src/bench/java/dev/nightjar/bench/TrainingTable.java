package dev.nightjar.bench;

import dev.nightjar.bench.TrainingBenchmark.Measured;
import java.util.List;
import java.util.OptionalDouble;

/** The benchmark's results for people to read. */
final class TrainingTable {
  private TrainingTable() {}

  private static final String F32 = "nightjar";
  private static final String BF16 = "nightjar-bf16";

  static String header() {
    return TrainingBenchmark.format(
        "%-28s %8s %8s %9s %9s   %-18s %8s %9s",
        "ms a step",
        "f32",
        "bf16",
        "libtorch",
        "dl4j",
        "faster than torch",
        "than dl4j",
        "of sgemm");
  }

  static String line(TrainingRow row, List<Measured> measured) {
    Measured ours = measured.stream().filter(m -> m.engine().equals(F32)).findFirst().orElseThrow();
    return TrainingBenchmark.format(
        "%-28s %8s %8s %9s %9s   %-18s %8s %8.0f%%",
        row.label(),
        milliseconds(Measured.seconds(measured, row, F32)),
        milliseconds(Measured.seconds(measured, row, BF16)),
        milliseconds(Measured.seconds(measured, row, "libtorch")),
        milliseconds(Measured.seconds(measured, row, "dl4j")),
        ratio(TrainingBenchmark.speedup(measured, row, F32, "libtorch"))
            + ", bf16 "
            + ratio(TrainingBenchmark.speedup(measured, row, BF16, "libtorch")),
        ratio(TrainingBenchmark.speedup(measured, row, F32, "dl4j")),
        100 * ours.ofSgemm());
  }

  static String summary(List<Measured> measured) {
    return TrainingBenchmark.format(
        "geometric means without the word model: f32 %s libtorch and %s DL4J;"
            + " over all rows: bf16 %s libtorch's f32",
        ratio(mean(measured, F32, "libtorch", false)),
        ratio(mean(measured, F32, "dl4j", false)),
        ratio(mean(measured, BF16, "libtorch", true)));
  }

  private static OptionalDouble mean(
      List<Measured> measured, String own, String engine, boolean wordModel) {
    OptionalDouble mean =
        measured.stream()
            .map(Measured::row)
            .distinct()
            .filter(row -> wordModel || !row.isWordModel())
            .flatMapToDouble(row -> TrainingBenchmark.speedup(measured, row, own, engine).stream())
            .map(Math::log)
            .average();
    return mean.isPresent() ? OptionalDouble.of(Math.exp(mean.getAsDouble())) : mean;
  }

  private static String milliseconds(OptionalDouble seconds) {
    return seconds.isPresent()
        ? TrainingBenchmark.format("%.2f", seconds.getAsDouble() * 1e3)
        : "–";
  }

  private static String ratio(OptionalDouble value) {
    return value.isPresent() ? TrainingBenchmark.format("%.2f×", value.getAsDouble()) : "–";
  }
}
