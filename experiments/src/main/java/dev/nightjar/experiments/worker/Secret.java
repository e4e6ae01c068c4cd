package dev.nightjar.experiments.worker;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;

/** Secrets of 256 bits, by which whoever connects shows that it was told to. */
final class Secret {

  private static final SecureRandom RANDOM = new SecureRandom();

  private Secret() {}

  /** A new one, in hexadecimal digits. */
  static String random() {
    byte[] bytes = new byte[32];
    RANDOM.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  /** Whether a greeting shows a secret; it takes the same time wherever they differ. */
  static boolean shownBy(Message.Hello hello, String secret) {
    return hello.secret() != null
        && MessageDigest.isEqual(
            hello.secret().getBytes(StandardCharsets.UTF_8),
            secret.getBytes(StandardCharsets.UTF_8));
  }
}
