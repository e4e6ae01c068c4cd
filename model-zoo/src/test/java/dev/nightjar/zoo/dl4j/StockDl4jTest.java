package dev.nightjar.zoo.dl4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.zoo.network.CellType;
import dev.nightjar.zoo.network.Head;
import dev.nightjar.zoo.network.NetworkSpec;
import dev.nightjar.zoo.network.OutputMode;
import dev.nightjar.zoo.network.RecurrentNetwork;
import dev.nightjar.zoo.network.TokenInput;
import dev.nightjar.zoo.task.Interpretation;
import dev.nightjar.zoo.task.ModelArchive;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An exported LSTM is used in a JVM that has DL4J and ND4J, but no class of ours. */
class StockDl4jTest {
  private static final int STEPS = 6;

  @TempDir private Path folder;

  @Test
  void anLstmNeedsNothingOfOurs() throws Exception {
    NetworkSpec spec =
        NetworkSpec.builder(new TokenInput(9, 5), new Head.Softmax(OutputMode.EVERY_STEP, 9))
            .cell(CellType.LSTM)
            .layers(2)
            .hiddenSize(8)
            .build();
    RandomNetworks.Inputs inputs = RandomNetworks.inputs(spec, STEPS, 1, new SplittableRandom(8));
    Path zip = folder.resolve("model.zip");
    float[] expected;
    try (RecurrentNetwork network = RandomNetworks.network(spec, 8)) {
      expected = network.answers(inputs.batch());
      Files.write(zip, Dl4jExport.of(ModelArchive.write(network, new Interpretation.Tokens(9))));
    }
    List<String> lines = read(zip, inputs.batch().tokens());
    String[] answer =
        lines.stream()
            .filter(line -> line.startsWith("answer "))
            .findFirst()
            .orElseThrow()
            .split(" ");
    assertThat(answer).hasSize(1 + expected.length);
    for (int i = 0; i < expected.length; i++) {
      assertThat(Math.abs(Float.parseFloat(answer[1 + i]) - expected[i])).isLessThan(1e-5f);
    }
    assertThat(lines).contains("ours false", "onednn false");
  }

  private List<String> read(Path zip, int[] tokens) throws IOException, InterruptedException {
    Path reader = folder.resolve(StockDl4jReader.class.getName().replace('.', '/') + ".class");
    Files.createDirectories(reader.getParent());
    try (InputStream in = StockDl4jReader.class.getResourceAsStream("StockDl4jReader.class")) {
      Files.copy(in, reader);
    }
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "-XX:TieredStopAtLevel=1", "-cp"));
    command.add(folder + File.pathSeparator + withoutOurs());
    command.add(StockDl4jReader.class.getName());
    command.add(zip.toString());
    Arrays.stream(tokens).forEach(token -> command.add(Integer.toString(token)));
    Path log = folder.resolve("log.txt");
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("OMP_NUM_THREADS", "1");
    Process process = builder.redirectOutput(log.toFile()).start();
    int exitCode = process.waitFor();
    String out = Files.readString(log, StandardCharsets.UTF_8);
    assertThat(exitCode).as(out).isZero();
    return out.lines().toList();
  }

  private static String withoutOurs() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(path -> path.endsWith(".jar"))
        .filter(path -> !path.matches(".*/(nightjar|dnnl|junit|assertj)[^/]*"))
        .collect(Collectors.joining(File.pathSeparator));
  }
}
