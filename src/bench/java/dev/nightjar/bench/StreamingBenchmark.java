package dev.nightjar.bench;

import dev.nightjar.zoo.model.LanguageModel;
import dev.nightjar.zoo.model.Model;
import dev.nightjar.zoo.model.TokenStream;
import dev.nightjar.zoo.network.CellType;
import dev.nightjar.zoo.network.Head;
import dev.nightjar.zoo.network.NetworkSpec;
import dev.nightjar.zoo.network.OutputMode;
import dev.nightjar.zoo.network.RecurrentNetwork;
import dev.nightjar.zoo.network.TokenInput;
import dev.nightjar.zoo.task.Interpretation;
import dev.nightjar.zoo.task.ModelArchive;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How long one step of a language model takes that is fed token by token. */
final class StreamingBenchmark {
  private static final int TOKENS = 80;
  private static final int EMBEDDING = 64;
  private static final int UNITS = 256;
  private static final int WARM_UP = 40_000;
  private static final int STEPS = 20_000;

  private StreamingBenchmark() {}

  static void run(String[] args) throws Exception {
    List<Map<String, Object>> rows = new ArrayList<>();
    System.out.printf("%-6s %10s %10s%n", "1×" + UNITS, "median µs", "99 % µs");
    for (CellType cell : List.of(CellType.LSTM, CellType.GRU, CellType.RNN)) {
      long[] nanos = measure(cell);
      double median = nanos[STEPS / 2] / 1e3;
      double late = nanos[STEPS * 99 / 100] / 1e3;
      System.out.println(TrainingBenchmark.format("%-6s %10.1f %10.1f", cell.id(), median, late));
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("cell", cell.id());
      row.put("hidden", UNITS);
      row.put("median_us", median);
      row.put("p99_us", late);
      rows.add(row);
    }
    BenchmarkFile.write(Path.of(args[0]), Map.of("results", rows));
  }

  /** The times of the steps, sorted. */
  private static long[] measure(CellType cell) {
    long[] nanos = new long[STEPS];
    try (LanguageModel model = Model.open(model(cell), LanguageModel.class)) {
      TokenStream stream = model.stream();
      for (int i = 0; i < WARM_UP; i++) {
        stream.feed(i % TOKENS);
      }
      for (int i = 0; i < STEPS; i++) {
        long before = System.nanoTime();
        stream.feed(i % TOKENS);
        nanos[i] = System.nanoTime() - before;
      }
    }
    Arrays.sort(nanos);
    return nanos;
  }

  private static byte[] model(CellType cell) {
    NetworkSpec spec =
        NetworkSpec.builder(
                new TokenInput(TOKENS, EMBEDDING), new Head.Softmax(OutputMode.EVERY_STEP, TOKENS))
            .cell(cell)
            .hiddenSize(UNITS)
            .build();
    try (RecurrentNetwork network = RecurrentNetwork.create(spec, 1)) {
      return ModelArchive.write(network, new Interpretation.Tokens(TOKENS));
    }
  }
}
