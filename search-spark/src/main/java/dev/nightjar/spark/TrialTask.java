package dev.nightjar.spark;

import java.io.IOException;
import java.net.InetSocketAddress;
import org.apache.spark.SparkEnv;
import org.apache.spark.api.java.function.VoidFunction;

/**
 * Runs one trial on the executor it is sent to. Spark sends it as Java serialises it, so it is a
 * record of an address and a secret and nothing else: what the trial is, the driver tells whoever
 * connects with the secret.
 *
 * @param host where the driver listens
 * @param port where the driver listens
 * @param secret stands for the trial, and is good for one connection
 */
record TrialTask(String host, int port, String secret) implements VoidFunction<Integer> {

  /**
   * Runs the trial to its end.
   *
   * @param number the trial's, which is the element that the task has to work on
   */
  @Override
  public void call(Integer number) throws IOException {
    String executor = SparkEnv.get().blockManager().blockManagerId().host() + "/executor-";
    HostWork.current()
        .run(new InetSocketAddress(host, port), secret, executor + SparkEnv.get().executorId());
  }

  /** Without the secret: a task may end up in a log. */
  @Override
  public String toString() {
    return "TrialTask[" + host + ":" + port + "]";
  }
}
