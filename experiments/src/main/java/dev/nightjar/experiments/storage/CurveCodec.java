package dev.nightjar.experiments.storage;

import dev.nightjar.search.trial.EpochReport;
import dev.nightjar.search.trial.LazyEpochs;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The epochs of a trial as bytes: the sets of metric names that occur, then the epochs, each with
 * its number, its seconds, which set of names it has, and a value a name. A curve of 20 epochs with
 * three metrics takes 800 bytes.
 */
final class CurveCodec {

  private static final int FORMAT = 1;

  /** One copy of each set of names, whatever the number of trials. */
  private final Map<List<String>, List<String>> known = new ConcurrentHashMap<>();

  static byte[] encode(List<EpochReport> epochs) {
    Map<List<String>, Integer> names = new LinkedHashMap<>();
    epochs.forEach(e -> names.putIfAbsent(List.copyOf(e.metrics().keySet()), names.size()));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(64 + 40 * epochs.size());
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(FORMAT);
      out.writeInt(names.size());
      for (List<String> set : names.keySet()) {
        out.writeInt(set.size());
        for (String name : set) {
          byte[] text = name.getBytes(StandardCharsets.UTF_8);
          out.writeInt(text.length);
          out.write(text);
        }
      }
      out.writeInt(epochs.size());
      for (EpochReport epoch : epochs) {
        out.writeInt(epoch.epoch());
        out.writeDouble(epoch.seconds());
        out.writeInt(names.get(List.copyOf(epoch.metrics().keySet())));
        for (double value : epoch.metrics().values()) {
          out.writeDouble(value);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("a curve could not be written in memory", e);
    }
    return bytes.toByteArray();
  }

  /**
   * The epochs that were encoded, decoded when they are first looked at.
   *
   * @param bytes not changed afterwards
   * @throws DamageException if the bytes do not begin as if they were encoded here; looking at the
   *     epochs throws it if they do not go on so
   */
  List<EpochReport> lazily(byte[] bytes) {
    return read(
        bytes,
        (names, in) -> {
          int count = in.getInt();
          if (count < 0) {
            throw new DamageException("a curve has " + count + " epochs");
          }
          return new LazyEpochs(count, () -> decode(bytes));
        });
  }

  /**
   * The epochs that were encoded.
   *
   * @throws DamageException if the bytes are nothing that was encoded here
   */
  List<EpochReport> decode(byte[] bytes) {
    return read(bytes, CurveCodec::readEpochs);
  }

  /** What follows the sets of names. */
  private interface Body {
    List<EpochReport> read(List<List<String>> names, ByteBuffer in);
  }

  private List<EpochReport> read(byte[] bytes, Body body) {
    try {
      ByteBuffer in = ByteBuffer.wrap(bytes);
      int format = in.get();
      if (format != FORMAT) {
        throw new DamageException("a curve has format " + format);
      }
      List<List<String>> names = new ArrayList<>();
      for (int sets = in.getInt(); sets > 0; sets--) {
        names.add(readNames(in));
      }
      return body.read(names, in);
    } catch (BufferUnderflowException | IndexOutOfBoundsException | IllegalArgumentException e) {
      throw new DamageException("a curve cannot be read", e);
    }
  }

  private static List<EpochReport> readEpochs(List<List<String>> names, ByteBuffer in) {
    List<EpochReport> epochs = new ArrayList<>();
    for (int count = in.getInt(); count > 0; count--) {
      int epoch = in.getInt();
      double seconds = in.getDouble();
      List<String> set = names.get(in.getInt());
      double[] values = new double[set.size()];
      for (int i = 0; i < values.length; i++) {
        values[i] = in.getDouble();
      }
      epochs.add(EpochReport.ofSorted(epoch, set, values, seconds));
    }
    return epochs;
  }

  private List<String> readNames(ByteBuffer in) {
    List<String> set = new ArrayList<>();
    for (int count = in.getInt(); count > 0; count--) {
      int length = in.getInt();
      if (length < 0 || length > in.remaining()) {
        throw new DamageException("a curve has a name of " + length + " bytes");
      }
      byte[] text = new byte[length];
      in.get(text);
      set.add(new String(text, StandardCharsets.UTF_8));
    }
    return known.computeIfAbsent(List.copyOf(set), s -> s);
  }
}
