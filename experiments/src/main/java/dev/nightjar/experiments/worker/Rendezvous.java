package dev.nightjar.experiments.worker;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * The place where one worker connects back: a socket bound to the loopback address, open until the
 * worker is in. Other users of the machine can reach it too, so the worker shows a secret that only
 * it was told, on its standard input, never in its arguments, which all may read.
 */
final class Rendezvous implements Closeable {

  private static final int POLL_MILLIS = 100;

  /**
   * Whoever connects must show the secret within this time, or is turned away. A worker says it at
   * once, but its machine may be short of processors or be swapping.
   */
  private static final Duration GREETING_TIME = Duration.ofSeconds(30);

  private static final int MAX_GREETING = 1_024;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final ServerSocket server;
  private final String secret;
  private final int greetingMillis;

  private Rendezvous(ServerSocket server, String secret, int greetingMillis) {
    this.server = server;
    this.secret = secret;
    this.greetingMillis = greetingMillis;
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
    byte[] secret = new byte[32];
    RANDOM.nextBytes(secret);
    ServerSocket server = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
    server.setSoTimeout(POLL_MILLIS);
    return new Rendezvous(
        server, HexFormat.of().formatHex(secret), Math.toIntExact(greetingTime.toMillis()));
  }

  /** What the worker needs to find and enter: address, port and secret, separated by blanks. */
  String invitation() {
    return server.getInetAddress().getHostAddress() + " " + server.getLocalPort() + " " + secret;
  }

  /**
   * Waits for the worker; turns away whoever does not know the secret.
   *
   * @param expected whether to go on waiting
   * @return the connection, or empty if the worker is not expected any more
   */
  Optional<FrameChannel> await(BooleanSupplier expected) throws IOException {
    while (expected.getAsBoolean()) {
      Socket socket;
      try {
        socket = server.accept();
      } catch (SocketTimeoutException e) {
        continue;
      }
      Optional<FrameChannel> channel = admit(socket);
      if (channel.isPresent()) {
        return channel;
      }
    }
    return Optional.empty();
  }

  private Optional<FrameChannel> admit(Socket socket) throws IOException {
    try {
      socket.setSoTimeout(greetingMillis);
      FrameChannel channel = FrameChannel.over(socket);
      Message message = channel.receive(MAX_GREETING, 0).message();
      if (message instanceof Message.Hello hello && knowsSecret(hello)) {
        socket.setSoTimeout(0);
        return Optional.of(channel);
      }
    } catch (IOException e) {
      // A stranger who sends garbage, nothing, or hangs up: the worker may still come.
      socket.close();
      return Optional.empty();
    }
    socket.close();
    return Optional.empty();
  }

  private boolean knowsSecret(Message.Hello hello) {
    return hello.secret() != null
        && MessageDigest.isEqual( // takes the same time wherever they differ
            hello.secret().getBytes(StandardCharsets.UTF_8),
            secret.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
