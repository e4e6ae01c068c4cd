package dev.nightjar.spark;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A Spark installation made of Spark's jars, and a standalone cluster of it on this host: a master
 * and workers, each a process. Whatever was started ends with it.
 */
final class SparkCluster implements AutoCloseable {

  private static final int ATTEMPTS = 5;
  private static final long LIMIT_SECONDS = 240;

  private static final List<String> OPENS =
      Stream.of("java.lang", "java.nio", "sun.nio.ch", "java.util", "java.lang.invoke")
          .map(name -> "--add-opens=java.base/" + name + "=ALL-UNNAMED")
          .toList();

  private final Path home;
  private final List<Process> processes = new ArrayList<>();
  private String master = "";

  private SparkCluster(Path home) {
    this.home = home;
  }

  /**
   * An installation without a cluster.
   *
   * @param folder an empty one
   */
  static SparkCluster installed(Path folder) throws IOException {
    Path home = Files.createDirectories(folder.resolve("spark"));
    Files.createFile(home.resolve("RELEASE")); // With it, the jars are looked for in jars.
    Files.createSymbolicLink(
        home.resolve("jars"), Path.of(System.getProperty("nightjar.spark.jars")));
    return new SparkCluster(home);
  }

  /** Starts a master and so many workers of one core each, and waits until they know each other. */
  void start(int workers) throws IOException, InterruptedException {
    Path log = startMaster();
    for (int i = 1; i <= workers; i++) {
      launch(
          "worker" + i,
          "org.apache.spark.deploy.worker.Worker",
          List.of(
              "-c",
              "1",
              "-m",
              "1g",
              "--host",
              "127.0.0.1",
              "--webui-port",
              "0",
              "-d",
              Files.createDirectories(home.resolve("work" + i)).toString(),
              master));
    }
    await(log, "Registering worker", workers);
  }

  /** A port that was free may be taken a moment later, and 0 is not for a master. */
  private Path startMaster() throws IOException, InterruptedException {
    for (int attempt = 1; ; attempt++) {
      int port = freePort();
      master = "spark://127.0.0.1:" + port;
      Path log =
          launch(
              "master" + attempt,
              "org.apache.spark.deploy.master.Master",
              List.of("--host", "127.0.0.1", "--port", String.valueOf(port), "--webui-port", "0"));
      try {
        await(log, "New state: ALIVE", 1);
        return log;
      } catch (AssertionError e) {
        if (attempt == ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  String master() {
    return master;
  }

  /** Starts {@code spark-submit} with these arguments; its output is in {@code NAME.log}. */
  Process submit(Path folder, String name, List<String> arguments) throws IOException {
    List<String> command = java("org.apache.spark.deploy.SparkSubmit");
    command.addAll(arguments);
    Process process =
        builder(command)
            .directory(folder.toFile())
            .redirectOutput(folder.resolve(name + ".log").toFile())
            .start();
    processes.add(process);
    return process;
  }

  private Path launch(String name, String mainClass, List<String> arguments) throws IOException {
    Path log = home.resolve(name + ".log");
    List<String> command = java(mainClass);
    command.addAll(arguments);
    processes.add(builder(command).redirectOutput(log.toFile()).start());
    return log;
  }

  private List<String> java(String mainClass) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx512m");
    command.addAll(OPENS);
    command.addAll(List.of("-cp", home.resolve("jars") + "/*", mainClass));
    return command;
  }

  private ProcessBuilder builder(List<String> command) {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("SPARK_HOME", home.toString());
    builder.environment().put("SPARK_SCALA_VERSION", "2.13");
    builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
    builder.environment().put("SPARK_LOCAL_DIRS", home.resolve("local").toString());
    return builder;
  }

  /** The processes that the workers have started to run tasks. */
  List<ProcessHandle> executors() {
    return processes.stream()
        .flatMap(Process::descendants)
        .filter(p -> commandLine(p).contains("CoarseGrainedExecutorBackend"))
        .toList();
  }

  static String commandLine(ProcessHandle process) {
    try { // ProcessHandle's own is empty if it is long.
      return Files.readString(Path.of("/proc/" + process.pid() + "/cmdline")).replace('\0', ' ');
    } catch (IOException e) {
      return ""; // It has ended.
    }
  }

  private void await(Path log, String text, int times) throws IOException, InterruptedException {
    Process latest = processes.get(processes.size() - 1);
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
    while (count(log, text) < times) {
      if (!latest.isAlive() || System.nanoTime() > deadline) {
        throw new AssertionError("no \"" + text + "\" in:\n" + Files.readString(log));
      }
      Thread.sleep(50);
    }
  }

  private static long count(Path log, String text) throws IOException {
    return Files.readString(log).lines().filter(line -> line.contains(text)).count();
  }

  /** Ends every process, and whatever those have started. */
  @Override
  public void close() throws IOException {
    List<ProcessHandle> all =
        processes.stream()
            .flatMap(p -> Stream.concat(p.descendants(), Stream.of(p.toHandle())))
            .collect(Collectors.toList());
    all.forEach(ProcessHandle::destroyForcibly);
    all.forEach(p -> p.onExit().completeOnTimeout(p, 10, TimeUnit.SECONDS).join());
    Files.delete(home.resolve("jars")); // The link; what clears the folder up would warn of it.
  }
}
