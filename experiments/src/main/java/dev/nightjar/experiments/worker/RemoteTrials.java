package dev.nightjar.experiments.worker;

import dev.nightjar.search.run.TrialEvents;
import dev.nightjar.search.trial.TrialSpec;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where hosts that run trials connect to the controller. Each trial that is {@linkplain #expect
 * expected} has a secret of its own, which is good for one connection: whoever shows it runs the
 * trial, and whoever comes later, such as a task that a cluster started a second time, is turned
 * away. {@link RemoteWork} is the other side.
 *
 * <p>Connections are not encrypted. A secret that is read on the way is of no use any more.
 */
public final class RemoteTrials implements Closeable {

  private static final Logger LOG = LoggerFactory.getLogger(RemoteTrials.class);

  /** Whoever connects shows a secret within this time, or is turned away. */
  private static final int GREETING_MILLIS = 30_000;

  private static final int MAX_GREETING = 1_024;

  /** So many may be about to show a secret; others wait to be accepted. */
  private static final int MAX_STRANGERS = 256;

  private static final int BACKLOG = 1_024;

  private final ServerSocket server;
  private final WorkerSettings settings;
  private final Map<String, RemoteTrial> expected = new ConcurrentHashMap<>();
  private final Semaphore strangers = new Semaphore(MAX_STRANGERS);

  /**
   * Opens a place that hosts can connect to.
   *
   * @param address of this host's, as the others reach it
   * @param port the port; 0 for any that is free
   * @param settings the worker processes that run trials on the other hosts
   * @throws IOException if nothing can listen there
   */
  public RemoteTrials(InetAddress address, int port, WorkerSettings settings) throws IOException {
    this.settings = settings;
    server = new ServerSocket(port, BACKLOG, address);
    Thread doorman = new Thread(this::accept, "remote-trials");
    doorman.setDaemon(true);
    doorman.start();
  }

  /** The port that it listens on. */
  public int port() {
    return server.getLocalPort();
  }

  /**
   * Expects a host to run a trial.
   *
   * @param events is told that it began, and its epochs; not how it ended
   */
  public RemoteTrial expect(TrialSpec spec, TrialEvents events) {
    String secret = Secret.random();
    RemoteTrial trial =
        new RemoteTrial(
            secret, Message.Assigned.of(settings, spec), spec, events, expected::remove);
    expected.put(secret, trial);
    return trial;
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        strangers.acquire();
        Socket socket = server.accept();
        Thread thread = new Thread(() -> serve(socket), "remote-trial");
        thread.setDaemon(true);
        thread.start();
      } catch (InterruptedException e) {
        return; // Nobody does that.
      } catch (IOException e) {
        strangers.release();
        if (!server.isClosed()) {
          LOG.warn("a host could not connect: {}", e.toString());
        }
      }
    }
  }

  private void serve(Socket socket) {
    Optional<FrameChannel> channel = Optional.empty();
    Optional<RemoteTrial> trial = Optional.empty();
    try {
      socket.setSoTimeout(GREETING_MILLIS);
      socket.setKeepAlive(true); // A host may vanish without a word.
      channel = Optional.of(FrameChannel.over(socket));
      if (channel.get().receive(MAX_GREETING, 0).message() instanceof Message.Hello hello) {
        trial = claim(hello);
      }
      socket.setSoTimeout(0);
    } catch (IOException e) {
      // Whoever sends garbage, or hangs up, is none of ours; a task that does is heard of
      // otherwise.
      LOG.debug("a stranger was turned away", e);
    } finally {
      strangers.release();
      if (trial.isEmpty()) {
        close(socket);
      }
    }
    if (trial.isPresent()) {
      trial.get().converse(channel.orElseThrow());
    }
  }

  /** The trial of a secret, which nobody else gets from now on. */
  private Optional<RemoteTrial> claim(Message.Hello hello) {
    return expected.keySet().stream()
        .filter(secret -> Secret.shownBy(hello, secret))
        .findFirst()
        .flatMap(secret -> Optional.ofNullable(expected.remove(secret)));
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      LOG.debug("closing a stranger's connection", e);
    }
  }

  /** Lets nobody in any more; trials that run go on. */
  @Override
  public void close() throws IOException {
    server.close();
  }
}
