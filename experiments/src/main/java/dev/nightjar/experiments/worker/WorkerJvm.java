package dev.nightjar.experiments.worker;

import dev.nightjar.search.run.MemorySize;
import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How the JVM of a worker is started.
 *
 * @param classPath its class path
 * @param mainClass the class that speaks the worker's side of the protocol
 * @param heapMegabytes the most the Java heap may take
 * @param physicalMegabytes the most the process may take in all before native allocations fail; one
 *     that needs more fails its trial instead of bringing the machine down
 * @param options more options for the JVM, after ours, so that they win
 * @param environment variables that it has besides those of this process
 * @param startTimeout how long a worker may take to load its program and data
 */
public record WorkerJvm(
    String classPath,
    String mainClass,
    int heapMegabytes,
    int physicalMegabytes,
    List<String> options,
    Map<String, String> environment,
    Duration startTimeout) {

  /** Native libraries read these when they are loaded: one thread a worker, one worker a core. */
  static final Map<String, String> ENVIRONMENT =
      Map.of(
          "OMP_NUM_THREADS", "1",
          "OPENBLAS_NUM_THREADS", "1",
          "MKL_NUM_THREADS", "1",
          "VECLIB_MAXIMUM_THREADS", "1",
          // Each of glibc's arenas keeps what was freed in it; a worker computes in one thread.
          "MALLOC_ARENA_MAX", "1");

  /** A training keeps little on the heap: its numbers are native. It grows if the data need it. */
  private static final int INITIAL_MEGABYTES = 64;

  /** What a worker has no business knowing: it never talks to the storage. */
  private static final List<String> WITHHELD = List.of("NIGHTJAR_DB_PASSWORD", "PGPASSWORD");

  /** Copies and checks. */
  public WorkerJvm {
    options = List.copyOf(options);
    environment = Map.copyOf(environment);
    if (heapMegabytes < 16 || physicalMegabytes <= heapMegabytes) {
      throw new IllegalArgumentException(
          "a worker's heap of "
              + heapMegabytes
              + " MB must be at least 16 MB and less than its physical memory of "
              + physicalMegabytes
              + " MB");
    }
  }

  /** Our own class path; 1 GiB of heap within 4 GiB; five minutes to load the data. */
  public static WorkerJvm defaults() {
    return new WorkerJvm(
        OwnClassPath.get(),
        WorkerMain.class.getName(),
        1024,
        4096,
        List.of(),
        ENVIRONMENT,
        Duration.ofMinutes(5));
  }

  /**
   * The same within so much memory in all: a quarter of it is the most the heap may take. Native
   * allocations fail a little earlier than a process that exceeds it is killed, after what is
   * garbage was collected.
   */
  public WorkerJvm within(MemorySize memory) {
    return new WorkerJvm(
        classPath,
        mainClass,
        Math.toIntExact(memory.megabytes() / 4),
        Math.toIntExact(memory.megabytes() * 9 / 10),
        options,
        environment,
        startTimeout);
  }

  /** The same with another size of heap; the physical limit moves along. */
  public WorkerJvm withHeapMegabytes(int megabytes) {
    int physical = physicalMegabytes - heapMegabytes + megabytes;
    return new WorkerJvm(
        classPath, mainClass, megabytes, physical, options, environment, startTimeout);
  }

  /** The same with other additional options. */
  public WorkerJvm withOptions(List<String> other) {
    return new WorkerJvm(
        classPath, mainClass, heapMegabytes, physicalMegabytes, other, environment, startTimeout);
  }

  /** The same with another class speaking the protocol. */
  public WorkerJvm withMainClass(String other) {
    return new WorkerJvm(
        classPath, other, heapMegabytes, physicalMegabytes, options, environment, startTimeout);
  }

  /** The same with another time to start in. */
  public WorkerJvm withStartTimeout(Duration other) {
    return new WorkerJvm(
        classPath, mainClass, heapMegabytes, physicalMegabytes, options, environment, other);
  }

  /** The same with other variables besides those of this process. */
  public WorkerJvm withEnvironment(Map<String, String> other) {
    return new WorkerJvm(
        classPath, mainClass, heapMegabytes, physicalMegabytes, options, other, startTimeout);
  }

  /**
   * The process to be started. Standard error goes to standard output.
   *
   * @param directory where the worker's temporary and crash files go
   */
  ProcessBuilder process(Path directory) {
    List<String> command = new ArrayList<>();
    command.add(javaExecutable());
    command.add("-Xmx" + heapMegabytes + "m");
    command.add("-XX:+UseSerialGC");
    // By default a heap begins with a share of the machine's memory, and garbage fills all of it.
    command.add("-Xms" + Math.min(INITIAL_MEGABYTES, heapMegabytes) + "m");
    command.add("-XX:ActiveProcessorCount=1");
    // The optimising compiler stays on: it costs a second once and gains a tenth of every epoch.
    command.add("-Xshare:auto");
    // A heap that overflowed once is not to be trusted with the next trial.
    command.add("-XX:+ExitOnOutOfMemoryError");
    // Nothing may be left behind by a worker that is killed: no core, no hsperfdata, no hs_err.
    command.add("-XX:-CreateCoredumpOnCrash");
    command.add("-XX:-UsePerfData");
    command.add("-XX:ErrorFile=" + directory.resolve(Postmortem.CRASH_FILE_PREFIX + "%p.log"));
    command.add("-Djava.io.tmpdir=" + directory);
    command.add("-Djava.awt.headless=true");
    command.add("-Dfile.encoding=UTF-8");
    command.add("-Dstdout.encoding=UTF-8");
    command.add("-Dstderr.encoding=UTF-8");
    command.add("-Dorg.bytedeco.javacpp.maxbytes=" + (physicalMegabytes - heapMegabytes) + "m");
    command.add("-Dorg.bytedeco.javacpp.maxphysicalbytes=" + physicalMegabytes + "m");
    command.addAll(options);
    command.add("-cp");
    command.add(classPath);
    command.add(mainClass);
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment);
    WITHHELD.forEach(builder.environment()::remove);
    return builder;
  }

  static String javaExecutable() {
    return System.getProperty("java.home") + File.separator + "bin" + File.separator + "java";
  }
}
