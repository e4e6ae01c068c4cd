package dev.nightjar.experiments.worker;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The place where one worker connects back: a socket bound to the loopback address, open until the
 * worker is in. Other users of the machine can reach it too, so the worker shows a secret that only
 * it was told, on its standard input, never in its arguments, which all may read.
 */
final class Rendezvous implements Closeable {

  private static final Logger LOG = LoggerFactory.getLogger(Rendezvous.class);

  /** How long the worker may wait for its place to be noticed. */
  private static final int POLL_MILLIS = 20;

  /**
   * Whoever has waited longest is turned away after this time without the secret. A worker says it
   * at once, but its machine may be short of processors or be swapping.
   */
  private static final Duration GREETING_TIME = Duration.ofSeconds(30);

  private static final int MAX_GREETING = 1_024;

  /** If more have come and not yet said who they are, the first of them is turned away. */
  private static final int MAX_VISITORS = 64;

  private final ServerSocket server;
  private final String secret;
  private final Duration greetingTime;

  private Rendezvous(ServerSocket server, String secret, Duration greetingTime) {
    this.server = server;
    this.secret = secret;
    this.greetingTime = greetingTime;
  }

  static Rendezvous open() throws IOException {
    return open(GREETING_TIME);
  }

  /**
   * Opens a place that waits another time for a greeting.
   *
   * @param greetingTime how long each who connects may take to show the secret
   */
  static Rendezvous open(Duration greetingTime) throws IOException {
    ServerSocket server = new ServerSocket(0, MAX_VISITORS, InetAddress.getLoopbackAddress());
    server.setSoTimeout(POLL_MILLIS);
    return new Rendezvous(server, Secret.random(), greetingTime);
  }

  /** What the worker needs to find and enter: address, port and secret, separated by blanks. */
  String invitation() {
    return server.getInetAddress().getHostAddress() + " " + server.getLocalPort() + " " + secret;
  }

  /**
   * Waits for the worker; turns away whoever does not know the secret. Everybody is listened to at
   * the same time, so that no stranger can keep the worker waiting.
   *
   * @param expected whether to go on waiting
   * @return the connection, or empty if the worker is not expected any more
   */
  Optional<FrameChannel> await(BooleanSupplier expected) throws IOException {
    BlockingQueue<FrameChannel> admitted = new ArrayBlockingQueue<>(1);
    Queue<Visitor> visitors = new ArrayDeque<>();
    long sinceNanos = System.nanoTime(); // the first of them has been the first
    try {
      while (expected.getAsBoolean()) {
        Optional<FrameChannel> worker = Optional.ofNullable(admitted.poll());
        if (worker.isPresent()) {
          return worker;
        }
        while (!visitors.isEmpty()
            && (visitors.peek().settled.get()
                || visitors.size() > MAX_VISITORS
                || System.nanoTime() - sinceNanos > greetingTime.toNanos())) {
          visitors.remove().turnAway();
          sinceNanos = System.nanoTime();
        }
        Socket socket;
        try {
          socket = server.accept();
        } catch (SocketTimeoutException e) {
          continue;
        }
        sinceNanos = visitors.isEmpty() ? System.nanoTime() : sinceNanos;
        Visitor visitor = new Visitor(socket);
        visitors.add(visitor);
        Thread listening = new Thread(() -> listen(visitor, admitted), "greeting");
        listening.setDaemon(true);
        listening.start();
      }
      return Optional.empty();
    } finally {
      for (Visitor visitor : visitors) {
        visitor.turnAway();
      }
    }
  }

  private void listen(Visitor visitor, BlockingQueue<FrameChannel> admitted) {
    try {
      FrameChannel channel = FrameChannel.over(visitor.socket);
      Message message = channel.receive(MAX_GREETING, 0).message();
      if (message instanceof Message.Hello hello
          && Secret.shownBy(hello, secret)
          && visitor.settled.compareAndSet(false, true)) {
        admitted.add(channel);
        return;
      }
    } catch (IOException e) {
      // A stranger who sends garbage, or hangs up: the worker may still come.
      LOG.debug("a stranger was turned away", e);
    }
    visitor.turnAway();
  }

  /** Somebody who has connected, and is the worker or is not. */
  private static final class Visitor {
    private final Socket socket;

    /** Set once, by whoever admits or turns away. */
    private final AtomicBoolean settled = new AtomicBoolean();

    Visitor(Socket socket) {
      this.socket = socket;
    }

    void turnAway() {
      if (settled.compareAndSet(false, true)) {
        try {
          socket.close();
        } catch (IOException e) {
          LOG.debug("closing a stranger's connection", e);
        }
      }
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
