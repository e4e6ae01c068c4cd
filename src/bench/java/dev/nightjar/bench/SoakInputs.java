package dev.nightjar.bench;

import dev.nightjar.experiments.fuzz.Corpus;
import dev.nightjar.experiments.fuzz.FuzzRun;
import dev.nightjar.experiments.fuzz.Mutator;
import dev.nightjar.experiments.fuzz.Subject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** Hands mutated files to the readers of experiment files and of ask-tell's. */
final class SoakInputs {
  private static final int INPUTS = 100_000;
  private static final Duration HANG = Duration.ofSeconds(60);

  private SoakInputs() {}

  /** The reader of experiment files, which must also store what it accepts. */
  static SoakRow experiments(Path folder, long seed) throws IOException, InterruptedException {
    Corpus.copyData(examples(), folder);
    return row(
        "mutated experiment files",
        FuzzRun.run(
            new Mutator(Corpus.experiments(examples())),
            Subject.experiments(folder),
            seed,
            INPUTS,
            HANG));
  }

  /** The reader of the files of ask-tell. */
  static SoakRow searches(Path folder, long seed) throws IOException, InterruptedException {
    return row(
        "mutated files of ask-tell",
        FuzzRun.run(
            new Mutator(Corpus.searches(examples())),
            Subject.searches(folder),
            seed,
            INPUTS,
            HANG));
  }

  /** The folder of the example files. */
  static Path examples() {
    return Path.of(
        Benchmarks.option("experiments")
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "-Dnightjar.bench.experiments should name the folder of the example"
                            + " files")));
  }

  /** A row about inputs; those that were not answered as they should be are what is lost. */
  static SoakRow row(String fault, FuzzRun.Result result) {
    for (FuzzRun.Finding finding : result.findings()) {
      System.out.println("input " + finding.number() + " " + finding.what());
      System.out.println(finding.input().indent(2));
    }
    return new SoakRow(
        fault,
        result.accepted() + result.refused() + result.findings().size(),
        result.findings().size(),
        0,
        "%d accepted, %d answered with a clear error, %d not; the slowest took %d ms"
            .formatted(
                result.accepted(),
                result.refused(),
                result.findings().size(),
                result.slowest().toMillis()));
  }
}
