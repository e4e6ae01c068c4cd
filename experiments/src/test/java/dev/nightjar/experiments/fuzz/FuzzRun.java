package dev.nightjar.experiments.fuzz;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Hands mutated inputs to a subject one after the other, and notes which it accepted, which it
 * answered with a clear error, and which did anything else: threw, hung, or was answered in words
 * that nobody understands.
 */
public final class FuzzRun {

  /** An input that takes longer is tried again: the machine may have been busy elsewhere. */
  private static final int TRIES = 3;

  private static final long SLOW_NANOS = Duration.ofMillis(250).toNanos();
  private static final int MOST_FINDINGS = 20;

  private final Mutator mutator;
  private final Subject subject;
  private final long seed;
  private final List<Finding> findings = new ArrayList<>();
  private int accepted;
  private int refused;
  private long slowestNanos;
  private volatile int current;
  private volatile long begunNanos = System.nanoTime();

  private FuzzRun(Mutator mutator, Subject subject, long seed) {
    this.mutator = mutator;
    this.subject = subject;
    this.seed = seed;
  }

  /**
   * An input that was not answered as it should be.
   *
   * @param number of the input
   * @param what happened
   * @param input the input as text
   */
  public record Finding(int number, String what, String input) {}

  /**
   * What a run has shown.
   *
   * @param accepted inputs that were still right
   * @param refused inputs that were answered with a clear error
   * @param slowest what the slowest input took
   * @param findings the other inputs; the run ends early if there are very many
   */
  public record Result(int accepted, int refused, Duration slowest, List<Finding> findings) {}

  /**
   * Runs.
   *
   * @param count how many inputs
   * @param hang an input that takes so long is a finding, and ends the run
   */
  public static Result run(Mutator mutator, Subject subject, long seed, int count, Duration hang)
      throws InterruptedException {
    FuzzRun run = new FuzzRun(mutator, subject, seed);
    Thread reading = new Thread(() -> run.all(count), "fuzz");
    reading.setDaemon(true); // One that hangs must not keep the process.
    reading.start();
    while (reading.isAlive()) {
      reading.join(100);
      if (System.nanoTime() - run.begunNanos > hang.toNanos() && reading.isAlive()) {
        StringBuilder what = new StringBuilder("hangs, in");
        for (StackTraceElement frame : reading.getStackTrace()) {
          what.append("\n  ").append(frame);
        }
        Finding finding = run.finding(run.current, what.toString());
        return new Result(run.accepted, run.refused, hang, List.of(finding));
      }
    }
    return new Result(run.accepted, run.refused, Duration.ofNanos(run.slowestNanos), run.findings);
  }

  private void all(int count) {
    for (int number = 0; number < count && findings.size() < MOST_FINDINGS; number++) {
      current = number;
      byte[] input = mutator.input(seed, number);
      long least = Long.MAX_VALUE;
      for (int i = 0; i < TRIES && least > SLOW_NANOS; i++) {
        begunNanos = System.nanoTime();
        Optional<String> fault = judge(input, i == 0);
        least = Math.min(least, System.nanoTime() - begunNanos);
        if (fault.isPresent()) {
          findings.add(finding(number, fault.get()));
          break;
        }
      }
      slowestNanos = Math.max(slowestNanos, least);
    }
  }

  private Finding finding(int number, String what) {
    byte[] input = mutator.input(seed, number);
    return new Finding(number, what, new String(input, StandardCharsets.UTF_8));
  }

  private Optional<String> judge(byte[] input, boolean counts) {
    try {
      Optional<String> error = subject.read(input);
      Optional<String> fault =
          error.flatMap(text -> ErrorText.fault(text, new String(input, StandardCharsets.UTF_8)));
      if (counts && fault.isEmpty()) {
        accepted += error.isEmpty() ? 1 : 0;
        refused += error.isPresent() ? 1 : 0;
      }
      return fault.map(f -> f + "; it is:\n" + error.orElse(""));
    } catch (Throwable e) { // Whatever it is, it is what is looked for.
      StringBuilder what = new StringBuilder("throws ").append(e);
      for (StackTraceElement frame : e.getStackTrace()) {
        what.append("\n  at ").append(frame);
        if (what.length() > 2_000) {
          break;
        }
      }
      return Optional.of(what.toString());
    }
  }
}
