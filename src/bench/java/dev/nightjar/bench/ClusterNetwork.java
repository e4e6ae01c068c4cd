package dev.nightjar.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Another host, as far as the network goes: a network namespace that only a virtual cable joins to
 * this one. Linux, and the right to make one, are needed.
 */
final class ClusterNetwork implements AutoCloseable {
  private static final String NAME = "nightjar-" + ProcessHandle.current().pid();
  private static final String CABLE = "nj" + ProcessHandle.current().pid();

  /** The address of this end of the cable. */
  static final String HERE = "10.231.77.1";

  /** The addresses of both ends. */
  static final String RANGE = "10.231.77.0/30";

  private static final String THERE = "10.231.77.2";

  private final Optional<String> refusal;

  private ClusterNetwork(Optional<String> refusal) {
    this.refusal = refusal;
  }

  /** Makes it, or finds out why that cannot be done. */
  static ClusterNetwork open() throws IOException, InterruptedException {
    for (String command :
        List.of(
            "netns add " + NAME,
            "link add " + CABLE + " type veth peer name " + CABLE + "b netns " + NAME,
            "address add " + HERE + "/30 dev " + CABLE,
            "link set " + CABLE + " up",
            "-n " + NAME + " address add " + THERE + "/30 dev " + CABLE + "b",
            "-n " + NAME + " link set " + CABLE + "b up",
            "-n " + NAME + " link set lo up")) {
      Optional<String> refused = ip(command);
      if (refused.isPresent()) {
        return new ClusterNetwork(refused);
      }
    }
    return new ClusterNetwork(Optional.empty());
  }

  /** Why there is none; empty if there is one. */
  Optional<String> refusal() {
    return refusal;
  }

  /** What starts a command there. */
  List<String> prefix() {
    return List.of("ip", "netns", "exec", NAME);
  }

  void cut() throws IOException, InterruptedException {
    require("link set " + CABLE + " down");
  }

  void join() throws IOException, InterruptedException {
    require("link set " + CABLE + " up");
  }

  private static void require(String command) throws IOException, InterruptedException {
    Optional<String> refused = ip(command);
    if (refused.isPresent()) {
      throw new IOException(refused.get());
    }
  }

  /** Runs {@code ip}; what it says if it fails. */
  private static Optional<String> ip(String arguments) throws InterruptedException {
    List<String> command = new ArrayList<>(List.of("ip"));
    command.addAll(List.of(arguments.split(" ")));
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return process.waitFor() == 0
          ? Optional.empty()
          : Optional.of("`ip " + arguments + "`: " + said.strip());
    } catch (IOException e) {
      return Optional.of(e.getMessage());
    }
  }

  /** Removes it; the cable goes with it. */
  @Override
  public void close() {
    try {
      ip("link delete " + CABLE);
      ip("netns delete " + NAME);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // It ends with the machine at the latest.
    }
  }
}
