package dev.nightjar.app;

import dev.nightjar.experiments.storage.JdbcStorage;
import dev.nightjar.experiments.worker.NativesCheck;
import dev.nightjar.experiments.worker.WorkerJvm;
import dev.nightjar.search.storage.Storage;
import dev.nightjar.search.storage.StorageException;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What {@code doctor} looks at: each a finding of its own, so that one cannot hide another. */
final class Checkup {

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final long MEGABYTE = 1_000_000;
  private static final long WORKER_MEGABYTES = 1500;
  private static final long FEW_MEGABYTES = 1000;
  private static final long TOO_FEW_MEGABYTES = 50;
  private static final Set<String> INSTRUCTIONS =
      Set.of("avx2", "avx512f", "avx512_bf16", "amx_bf16", "asimd");

  private Checkup() {}

  static Finding java() {
    String words =
        System.getProperty("java.vm.name")
            + " "
            + Runtime.version()
            + ", "
            + System.getProperty("os.name")
            + " "
            + System.getProperty("os.arch");
    return "32".equals(System.getProperty("sun.arch.data.model"))
        ? Finding.error("Java", words, "the native libraries need a 64-bit Java: install one")
        : Finding.ok("Java", words);
  }

  /** Which instructions the CPU has that matter to speed. */
  static Finding cpu(Path info) {
    if (!Files.isReadable(info)) {
      return Finding.ok("CPU", System.getProperty("os.arch") + "; its instructions are not listed");
    }
    Set<String> flags;
    try (Stream<String> lines = Files.lines(info)) {
      flags =
          lines
              .filter(line -> line.matches("(?i)(flags|features)\\s*:.*"))
              .limit(1)
              .flatMap(line -> Stream.of(line.substring(line.indexOf(':') + 1).split("\\s+")))
              .filter(INSTRUCTIONS::contains)
              .collect(Collectors.toSet());
    } catch (IOException e) {
      return Finding.warning("CPU", "cannot read " + info + ": " + e, "nothing depends on it");
    }
    String words = flags.stream().sorted().collect(Collectors.joining(", "));
    return flags.isEmpty()
        ? Finding.warning(
            "CPU",
            "neither AVX2 nor AVX-512",
            "training is several times slower here; use a newer CPU if you can")
        : Finding.ok("CPU", words);
  }

  /** Loads the native libraries and computes with them, as a worker does. */
  static List<Finding> natives() throws InterruptedException {
    NativesCheck check;
    try {
      check = NativesCheck.run(WorkerJvm.defaults(), PATIENCE);
    } catch (IOException e) {
      return List.of(
          Finding.error(
              "natives",
              "a worker process cannot be started: " + e,
              "see that the temporary folder is writable and processes may be started"));
    }
    List<Finding> findings = new ArrayList<>();
    for (String part : List.of("oneDNN", "ND4J")) {
      String result = check.results().getOrDefault(part, "");
      if (result.equals("ok")) {
        findings.add(Finding.ok(part, "loads and computes right"));
      } else if (result.isEmpty()) {
        findings.add(
            Finding.error(
                part,
                "did not load or ended its process (exit code "
                    + check.exitCode()
                    + "): "
                    + String.join(" | ", check.output()),
                "take the release for this system and CPU; on Linux it needs glibc, not musl, and a"
                    + " temporary folder and ~/.javacpp that are not mounted noexec"));
      } else {
        findings.add(
            Finding.error(
                part,
                "does not load, or computes wrong: " + result,
                "take the release for this system and CPU; if it is, this machine cannot be used"));
      }
    }
    findings.add(
        Finding.ok(
            "precision",
            Boolean.parseBoolean(check.results().getOrDefault("bf16", "false"))
                ? "f32 and bf16"
                : "f32; this CPU has no instructions for bf16"));
    return findings;
  }

  static Finding threads() {
    return Finding.ok(
        "processors",
        Runtime.getRuntime().availableProcessors()
            + "; `run` starts "
            + Parallelism.byDefault(Optional.empty())
            + " worker(s) of one thread each unless told otherwise");
  }

  /**
   * Whether there is room for a worker.
   *
   * @param free bytes that programs can still have
   */
  static Finding memory(long free) {
    String words = free / MEGABYTE + " MB free";
    return free / MEGABYTE < WORKER_MEGABYTES
        ? Finding.warning(
            "memory",
            words + ", a worker takes up to " + WORKER_MEGABYTES + " MB",
            "close other programs, or keep to small networks and --parallelism 1")
        : Finding.ok("memory", words);
  }

  /** The room where a folder lies, or will lie once it is made. */
  static Finding disk(Path folder) {
    Path there = folder.toAbsolutePath().normalize();
    while (!Files.exists(there) && there.getParent() != null) {
      there = there.getParent();
    }
    try {
      FileStore store = Files.getFileStore(there);
      long free = store.getUsableSpace() / MEGABYTE;
      String words = free + " MB free at " + there;
      if (!Files.isWritable(there)) {
        return Finding.error(
            "disk",
            there + " is not writable",
            "change its permissions, or give another place with --storage");
      }
      if (free < TOO_FEW_MEGABYTES) {
        return Finding.error("disk", words, "make room, or give another place with --storage");
      }
      return free < FEW_MEGABYTES
          ? Finding.warning("disk", words, "a long search with large models may fill it")
          : Finding.ok("disk", words);
    } catch (IOException e) {
      return Finding.warning(
          "disk", "cannot tell the room at " + there + ": " + e, "look for yourself: df -h");
    }
  }

  /** Whether the database opens; one that is not there yet is no fault. */
  static Finding storage(String url) {
    try (Storage storage = JdbcStorage.openForReading(url)) {
      int studies = storage.studies().size();
      return Finding.ok(
          "storage", url + " opens, " + studies + (studies == 1 ? " study" : " studies"));
    } catch (StorageException e) {
      boolean absent = String.valueOf(e.getMessage()).startsWith("no study database");
      return absent
          ? Finding.ok("storage", "there is no database at " + url + " yet; `run` makes it")
          : Finding.error(
              "storage", String.valueOf(e.getMessage()), "see the message; or give --storage URL");
    }
  }

  static Finding temporary(Path folder) {
    try {
      Path file = Files.createTempFile(folder, "nightjar", ".tmp");
      Files.delete(file);
      return Finding.ok("temporary files", folder + " is writable");
    } catch (IOException e) {
      return Finding.error(
          "temporary files",
          "cannot write to " + folder + ": " + FileFaults.words(e),
          "make room there, or start Java with -Djava.io.tmpdir=FOLDER");
    }
  }

  /**
   * Whether the terminal shows what is printed, which is UTF-8.
   *
   * @param encoding what the system says of the terminal or its locale
   */
  static Finding encoding(String encoding) {
    String name = encoding.toUpperCase(Locale.ROOT).replace("-", "");
    return name.equals("UTF8")
        ? Finding.ok("terminal", "UTF-8")
        : Finding.warning(
            "terminal",
            "its encoding is " + encoding + ", but Nightjar prints UTF-8",
            "names with accents may look odd: export LC_ALL=C.UTF-8 (Windows: chcp 65001)");
  }
}
