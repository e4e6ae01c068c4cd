package dev.nightjar.experiments.worker;

import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A worker that begins well and then, when it is asked to run a trial, breaks the protocol. */
public final class RudeWorker {

  private RudeWorker() {}

  /** Is rude in the way that the definition it is given says. */
  public static void main(String[] args) throws IOException, InterruptedException {
    byte[] line = new byte[1024];
    int length = System.in.read(line);
    String[] invitation =
        new String(line, 0, length, StandardCharsets.US_ASCII).strip().split(" ", -1);
    Socket socket = new Socket(invitation[0], Integer.parseInt(invitation[1]));
    FrameChannel channel = FrameChannel.over(socket);
    channel.send(new Message.Hello(invitation[2]));
    Message.Load load = (Message.Load) channel.receive().message();
    channel.send(new Message.Ready());
    channel.receive();
    DataOutputStream out = new DataOutputStream(socket.getOutputStream());
    switch (load.definition()) {
      case "garbage" -> {
        out.write("no frame at all".getBytes(StandardCharsets.US_ASCII));
      }
      case "huge" -> {
        out.writeInt(FrameChannel.MAGIC);
        out.writeInt(Integer.MAX_VALUE);
        out.writeInt(0);
      }
      case "not json" -> {
        out.writeInt(FrameChannel.MAGIC);
        out.writeInt(3);
        out.writeInt(0);
        out.write("{{{".getBytes(StandardCharsets.US_ASCII));
      }
      default -> {
        channel.send(new Message.Ready());
      }
    }
    out.flush();
    Thread.sleep(600_000);
  }
}
