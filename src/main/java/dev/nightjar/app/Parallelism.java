package dev.nightjar.app;

import dev.nightjar.experiments.definition.Experiment;
import dev.nightjar.search.run.MemorySize;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** How many worker processes this machine carries. */
final class Parallelism {

  /** What a worker takes at most in ordinary use: 1 GiB of heap and the natives beside it. */
  private static final long WORKER_BYTES = 1_500_000_000L;

  private Parallelism() {}

  /** As many as an experiment says; if it does not, as many as this machine carries. */
  static int of(Experiment experiment) {
    return experiment
        .parallelism()
        .orElseGet(() -> byDefault(experiment.budget().maxTrialMemory()));
  }

  /**
   * A core each, as far as free memory goes; at least one.
   *
   * @param limit what each may use; if it is empty, 1.5 GB are reckoned
   */
  static int byDefault(Optional<MemorySize> limit) {
    long byMemory = freeMemory() / limit.map(MemorySize::bytes).orElse(WORKER_BYTES);
    return (int) Math.max(1, Math.min(Runtime.getRuntime().availableProcessors(), byMemory));
  }

  /** Memory that programs can still have; on Linux that includes what caches would give back. */
  static long freeMemory() {
    Path info = Path.of("/proc/meminfo");
    if (Files.isReadable(info)) {
      try (Stream<String> lines = Files.lines(info)) {
        return lines
            .filter(line -> line.startsWith("MemAvailable:"))
            .mapToLong(line -> 1024 * Long.parseLong(line.replaceAll("[^0-9]", "")))
            .findFirst()
            .orElseGet(Parallelism::unusedMemory);
      } catch (IOException e) {
        return unusedMemory();
      }
    }
    return unusedMemory();
  }

  private static long unusedMemory() {
    return ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class)
        .getFreeMemorySize();
  }
}
