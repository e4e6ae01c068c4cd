package dev.nightjar.bench;

import dev.nightjar.bench.TrainingBenchmark.Measured;
import java.util.List;
import java.util.OptionalDouble;

/** The benchmark's results for people to read. */
final class TrainingTable {
  private TrainingTable() {}

  static String header() {
    return TrainingBenchmark.format(
        "%-24s %10s %10s %7s %10s %7s %8s %8s",
        "ms a step", "nightjar", "libtorch", "ratio", "dl4j", "ratio", "GFLOPS", "of sgemm");
  }

  static String line(TrainingRow row, List<Measured> measured, double peak) {
    double ours = Measured.seconds(measured, row, "nightjar").orElseThrow();
    double rate = row.flops() / ours / 1e9;
    return TrainingBenchmark.format(
        "%-24s %10.2f %10s %7s %10s %7s %8.1f %7.0f%%",
        row.label(),
        ours * 1e3,
        milliseconds(Measured.seconds(measured, row, "libtorch")),
        ratio(TrainingBenchmark.speedup(measured, row, "libtorch")),
        milliseconds(Measured.seconds(measured, row, "dl4j")),
        ratio(TrainingBenchmark.speedup(measured, row, "dl4j")),
        rate,
        100 * rate / peak);
  }

  static String summary(List<Measured> measured, double peak) {
    return TrainingBenchmark.format(
        "geometric means without the word model: %s libtorch, %s DL4J; sgemm %.1f GFLOPS",
        ratio(mean(measured, "libtorch")), ratio(mean(measured, "dl4j")), peak);
  }

  private static OptionalDouble mean(List<Measured> measured, String engine) {
    OptionalDouble mean =
        measured.stream()
            .map(Measured::row)
            .distinct()
            .filter(row -> !row.isWordModel())
            .flatMapToDouble(row -> TrainingBenchmark.speedup(measured, row, engine).stream())
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
