package dev.nightjar.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Kinds of faults, injected one after the other and shown as they end. */
final class SoakTable {
  private final List<SoakRow> rows = new ArrayList<>();

  /** A kind of fault, given an empty folder and a seed. */
  interface Fault {
    SoakRow inject(Path folder, long seed) throws Exception;
  }

  /** Injects each in a folder of its own, prints the table, and writes it. */
  static void fill(List<Fault> faults, long seed, Path file) throws Exception {
    SoakTable table = new SoakTable();
    System.out.printf("%-56s %8s %6s %6s%n", "fault", "injected", "lost", "twice");
    for (Fault fault : faults) {
      Path folder = Files.createTempDirectory("nightjar-soak");
      table.add(fault.inject(folder, seed));
      SoakFiles.delete(folder);
    }
    table.write(file);
  }

  private void add(SoakRow row) {
    rows.add(row);
    System.out.println(
        TrainingBenchmark.format(
            "%-56s %8d %6d %6d  %s",
            row.fault(), row.injected(), row.lost(), row.twice(), row.note()));
  }

  private void write(Path file) throws IOException {
    BenchmarkFile.write(file, Map.of("results", rows.stream().map(SoakRow::json).toList()));
  }
}
