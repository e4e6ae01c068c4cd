package dev.nightjar.experiments.worker;

import dev.nightjar.search.space.Configuration;
import dev.nightjar.search.trial.Attachment;
import dev.nightjar.search.trial.EpochReport;
import dev.nightjar.search.trial.Objective;
import dev.nightjar.search.trial.Result;
import dev.nightjar.search.trial.TrialContext;
import dev.nightjar.search.trial.TrialFailedException;
import dev.nightjar.zoo.task.BuiltEnsemble;
import dev.nightjar.zoo.task.Refit;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Field;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** Does to its worker whatever a trial can do, as the parameter {@code do} says. */
public final class MisbehavingProgram implements ObjectiveFactory, TrialProgram, Objective {

  static final String TYPE = "misbehaving";

  private int loads;
  private volatile int spin;
  private final List<ByteBuffer> kept = new ArrayList<>();

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public TrialProgram create(String definition) throws Exception {
    loads++;
    switch (definition) {
      case "bad data" -> {
        System.out.println("about to load");
        throw new TrialFailedException("names.tsv:3: no tab in this line");
      }
      case "exit" -> {
        System.exit(9);
      }
      case "hang" -> {
        Thread.sleep(TimeUnit.MINUTES.toMillis(10));
      }
      default -> {}
    }
    return this;
  }

  @Override
  public Objective objective() {
    return this;
  }

  @Override
  public Map<String, Double> scoreTest(byte[] model) {
    if (model.length == 0) {
      throw new TrialFailedException("this is not a model");
    }
    return Map.of("test.bytes", (double) model.length, "test.pid", pid());
  }

  @Override
  public List<Attachment> describe(byte[] model, long seed) {
    scoreTest(model);
    return List.of(Attachment.text("samples", model.length + " bytes, seed " + seed));
  }

  @Override
  public BuiltEnsemble ensemble(List<byte[]> models, int draws) {
    scoreTest(models.get(0));
    return new BuiltEnsemble(List.of(draws), Map.of("models", 1.0 * models.size()), models.get(0));
  }

  @Override
  public Refit refit(Configuration configuration, long seed, int epochs) {
    if (configuration.values().isEmpty()) {
      throw new TrialFailedException("there is nothing to train");
    }
    return new Refit(
        seed, epochs, configuration.values().toString().getBytes(StandardCharsets.UTF_8));
  }

  private static double pid() {
    return ProcessHandle.current().pid();
  }

  private Result result() {
    return new Result(
        Map.of("pid", pid(), "loads", (double) loads), OptionalInt.empty(), List.of());
  }

  @Override
  public Result evaluate(Configuration configuration, TrialContext context) throws Exception {
    String what = configuration.text("do");
    int epochs = what.startsWith("report, ") ? 2 : 0;
    for (int epoch = 1; epoch <= epochs; epoch++) {
      context.report(new EpochReport(epoch, Map.of("pid", pid()), 0));
    }
    misbehave(what.replace("report, ", ""));
    return result();
  }

  private void misbehave(String what) throws Exception {
    switch (what) {
      case "nothing" -> {}
      case "print" -> {
        System.out.println("to standard output");
        System.err.println("to standard error");
      }
      case "print environment" -> {
        for (String name : List.of("OMP", "OPENBLAS", "MKL")) {
          System.out.println(name + "_NUM_THREADS=" + System.getenv(name + "_NUM_THREADS"));
        }
        System.out.println(
            "arguments: " + ManagementFactory.getRuntimeMXBean().getInputArguments());
        System.out.println("command: " + System.getProperty("sun.java.command"));
      }
      case "exit" -> {
        System.exit(7);
      }
      case "halt" -> {
        Runtime.getRuntime().halt(0);
      }
      case "segfault" -> {
        segfault();
      }
      case "fill heap" -> {
        fillHeap();
      }
      case "throw OutOfMemoryError" -> {
        throw new OutOfMemoryError("Physical memory usage is too high");
      }
      case "throw" -> {
        throw new IllegalStateException("no such cell");
      }
      case "print, hoard" -> {
        misbehave("print");
        keepNative(Integer.MAX_VALUE);
      }
      case "keep 64 MB" -> {
        keepNative(64);
      }
      case "keep 320 MB" -> {
        keepNative(320);
      }
      case "start a hoarder" -> {
        // A line that does not end is kept whole until it does.
        new ProcessBuilder("tail", "-n", "1", "/dev/zero").start().waitFor();
      }
      case "overflow stack" -> {
        overflow(0);
      }
      case "sleep" -> {
        Thread.sleep(TimeUnit.MINUTES.toMillis(10));
      }
      case "spin" -> {
        spin();
      }
      case "wait in native code" -> {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
          server.accept().close();
        }
      }
      case "print 64 MB" -> {
        printMuch(64);
      }
      case "print without end" -> {
        printMuch(Integer.MAX_VALUE);
      }
      case "print garbage" -> {
        printGarbage();
      }
      case "replace standard output" -> {
        System.out.println("before");
        System.setOut(new PrintStream(OutputStream.nullOutputStream()));
        System.out.println("into the void");
      }
      case "close standard output" -> {
        System.out.close();
      }
      case "leave a file" -> {
        Files.writeString(Files.createTempFile("left-behind", ".bin"), "x".repeat(1000));
      }
      case "start a process" -> {
        new ProcessBuilder("sleep", "600").start();
        Thread.sleep(TimeUnit.MINUTES.toMillis(10));
      }
      default -> {
        throw new IllegalArgumentException(what);
      }
    }
  }

  /** By reflection: the class is not part of Java SE. */
  private static void segfault() throws ReflectiveOperationException {
    Class<?> unsafe = Class.forName("sun.misc.Unsafe");
    Field instance = unsafe.getDeclaredField("theUnsafe");
    instance.setAccessible(true);
    unsafe.getMethod("putAddress", long.class, long.class).invoke(instance.get(null), 0L, 0L);
  }

  private static void fillHeap() {
    List<long[]> hoard = new ArrayList<>();
    while (hoard.size() < Integer.MAX_VALUE) {
      hoard.add(new long[1 << 16]);
    }
  }

  /** Outside of the heap, and written to, so that the system has to find the memory. */
  private void keepNative(int megabytes) {
    for (int i = 0; i < megabytes; i++) {
      kept.add(ByteBuffer.allocateDirect(1 << 20));
    }
  }

  private static int overflow(int depth) {
    return depth < 0 ? 0 : overflow(depth + 1) + overflow(depth + 2);
  }

  private void spin() {
    while (spin >= 0) {
      spin = (spin + 1) & 0xFFFF;
    }
  }

  private static void printMuch(int megabytes) {
    String line = "all work and no play makes Jack a dull boy ".repeat(24).substring(0, 1023);
    for (long i = 0; i < megabytes * 1024L; i++) {
      System.out.println(line);
    }
    System.out.println("the last line");
  }

  /**
   * As a native library would: straight to file descriptor 1, past Java, frames' magic included.
   */
  private static void printGarbage() throws IOException {
    byte[] garbage = new byte[1 << 20];
    new Random(1).nextBytes(garbage);
    @SuppressWarnings("resource") // Closing it would close standard output.
    FileOutputStream out = new FileOutputStream(FileDescriptor.out);
    out.write("NJF1\u0000\u0000\u0000\u0001".getBytes(StandardCharsets.US_ASCII));
    out.write(garbage);
  }
}
