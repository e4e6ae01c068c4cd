package dev.nightjar.experiments.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RendezvousTest {

  private static Socket knock(String[] invitation) throws IOException {
    return new Socket(invitation[0], Integer.parseInt(invitation[1]));
  }

  private static void expectClosed(Socket socket) throws IOException {
    try {
      assertThat(socket.getInputStream().read()).isEqualTo(-1);
    } catch (IOException e) {
      assertThat(e).hasMessageContaining("reset"); // closed with our words unread
    }
  }

  @Test
  void strangersAreTurnedAwayAndTheWorkerStillGetsIn() throws Exception {
    try (Rendezvous rendezvous = Rendezvous.open(Duration.ofSeconds(1))) {
      String[] invitation = rendezvous.invitation().split(" ", -1);
      assertThat(InetAddress.getByName(invitation[0]).isLoopbackAddress()).isTrue();
      assertThat(invitation[2]).as("256 bits").hasSize(64);
      CompletableFuture<Optional<FrameChannel>> worker =
          CompletableFuture.supplyAsync(
              () -> {
                try {
                  return rendezvous.await(() -> true);
                } catch (IOException e) {
                  throw new IllegalStateException(e);
                }
              });

      try (Socket wrongSecret = knock(invitation);
          Socket garbage = knock(invitation);
          Socket silent = knock(invitation);
          Socket right = knock(invitation)) {
        FrameChannel.over(wrongSecret).send(new Message.Hello("0".repeat(64)));
        expectClosed(wrongSecret);
        garbage
            .getOutputStream()
            .write("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        garbage.getOutputStream().flush();
        expectClosed(garbage);
        expectClosed(silent);
        assertThat(worker).isNotDone();
        FrameChannel.over(right).send(new Message.Hello(invitation[2]));
        worker.get().orElseThrow().send(new Message.Ready());
        assertThat(FrameChannel.over(right).receive().message()).isEqualTo(new Message.Ready());
      }
    }
  }

  /** Some say nothing, some all but the last byte, some announce more than there is memory. */
  @Test
  void noStrangerKeepsTheWorkerWaiting() throws Exception {
    try (Rendezvous rendezvous = Rendezvous.open(Duration.ofDays(1))) {
      String[] invitation = rendezvous.invitation().split(" ", -1);
      byte[] greeting = FrameChannel.bytes(new Message.Hello("0".repeat(64)));
      List<Socket> strangers = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        Socket stranger = knock(invitation);
        strangers.add(stranger);
        stranger.getOutputStream().write(greeting, 0, i % 2 == 0 ? 0 : greeting.length - 1);
      }
      Socket greedy = knock(invitation);
      ByteBuffer lengths = ByteBuffer.allocate(16);
      lengths.putInt(FrameChannel.MAGIC).putInt(Integer.MAX_VALUE).putInt(1).putInt(1 << 30);
      greedy.getOutputStream().write(lengths.array());
      Socket worker = knock(invitation);
      FrameChannel.over(worker).send(new Message.Hello(invitation[2]));

      assertThat(rendezvous.await(() -> true)).isPresent();

      strangers.add(greedy);
      for (Socket stranger : strangers) {
        expectClosed(stranger);
        stranger.close();
      }
      worker.close();
    }
  }

  @Test
  void aCrowdOfStrangersDoesNotKeepTheWorkerOut() throws Exception {
    try (Rendezvous rendezvous = Rendezvous.open(Duration.ofDays(1))) {
      String[] invitation = rendezvous.invitation().split(" ", -1);
      CompletableFuture<Optional<FrameChannel>> admitted =
          CompletableFuture.supplyAsync(
              () -> {
                try {
                  return rendezvous.await(() -> true);
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
      List<Socket> strangers = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        strangers.add(knock(invitation));
      }
      try (Socket worker = knock(invitation)) {
        FrameChannel.over(worker).send(new Message.Hello(invitation[2]));
        assertThat(admitted.get()).isPresent();
      }
      for (Socket stranger : strangers) {
        expectClosed(stranger);
        stranger.close();
      }
    }
  }

  @Test
  void theSecretIsInNoMessageThatIsPrinted() {
    assertThat(new Message.Hello("secret").toString()).doesNotContain("secret");
  }

  @Test
  void aWorkerOnABusyMachineMayTakeSecondsToGreet() throws Exception {
    try (Rendezvous rendezvous = Rendezvous.open()) {
      String[] invitation = rendezvous.invitation().split(" ", -1);
      try (Socket worker = knock(invitation)) {
        CompletableFuture<Void> greeting =
            CompletableFuture.runAsync(
                () -> greet(worker, invitation[2]),
                CompletableFuture.delayedExecutor(3, TimeUnit.SECONDS));
        assertThat(rendezvous.await(() -> true)).isPresent();
        greeting.get();
      }
    }
  }

  private static void greet(Socket worker, String secret) {
    try {
      FrameChannel.over(worker).send(new Message.Hello(secret));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void theWaitEndsWhenTheWorkerIsNotExpectedAnyMore() throws Exception {
    try (Rendezvous rendezvous = Rendezvous.open()) {
      assertThat(rendezvous.await(() -> false)).isEmpty();
    }
  }
}
