package dev.nightjar.zoo.network;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;

/**
 * A network as bytes. All numbers are little-endian:
 *
 * <pre>
 * 8 bytes   "NIGHTJAR" in ASCII
 * int32     version of the format, 2
 * int32     length of the header in bytes
 * header    UTF-8 lines "key=value", one for each property of the {@link NetworkSpec}
 * int64     number of parameters
 * float32…  the parameters in the order of {@link ParameterLayout}, without its gaps
 * int64     CRC-32 of all bytes before it
 * </pre>
 */
public final class ModelFile {
  private static final byte[] MAGIC = "NIGHTJAR".getBytes(StandardCharsets.US_ASCII);
  private static final int VERSION = 2;

  private ModelFile() {}

  /** The network's spec and parameters. */
  public static byte[] write(RecurrentNetwork network) {
    byte[] header = NetworkHeader.write(network.spec()).getBytes(StandardCharsets.UTF_8);
    long count = network.parameterCount();
    int length =
        Math.toIntExact(
            MAGIC.length
                + 2 * Integer.BYTES
                + header.length
                + 2 * Long.BYTES
                + count * Float.BYTES);
    ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.put(MAGIC).putInt(VERSION).putInt(header.length).put(header).putLong(count);
    FloatBuffer parameters = network.parameterBuffer();
    for (NamedParameter parameter : network.layout().parameters()) {
      for (int i = 0; i < parameter.size(); i++) {
        bytes.putFloat(parameters.get(parameter.offset() + i));
      }
    }
    bytes.putLong(checksum(bytes.array(), bytes.position()));
    return bytes.array();
  }

  /**
   * A network from what {@link #write} made. The caller closes it.
   *
   * @throws ModelFormatException if the bytes are not a whole, undamaged model of a known version
   */
  public static RecurrentNetwork read(byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    try {
      byte[] magic = new byte[MAGIC.length];
      buffer.get(magic);
      if (!Arrays.equals(magic, MAGIC)) {
        throw new ModelFormatException(
            "not a Nightjar model: it does not begin with \"NIGHTJAR\"; give the file that a trial"
                + " or an export wrote");
      }
      int version = buffer.getInt();
      if (version != VERSION) {
        throw new ModelFormatException(
            "the model has format version "
                + version
                + "; this Nightjar reads version "
                + VERSION
                + ": use the Nightjar that wrote it");
      }
      if (bytes.length < buffer.position() + Long.BYTES
          || checksum(bytes, bytes.length - Long.BYTES)
              != buffer.getLong(bytes.length - Long.BYTES)) {
        throw new ModelFormatException(
            "the model is damaged or cut off: the checksum at its end does not fit its "
                + bytes.length
                + " bytes; export it again");
      }
      return readChecked(buffer);
    } catch (BufferUnderflowException e) {
      throw new ModelFormatException(
          "the model ends too early, after " + bytes.length + " bytes; export it again", e);
    }
  }

  private static RecurrentNetwork readChecked(ByteBuffer buffer) {
    int headerLength = buffer.getInt();
    if (headerLength < 0 || headerLength > buffer.remaining()) {
      throw new ModelFormatException(
          "the model's header claims "
              + headerLength
              + " bytes; "
              + buffer.remaining()
              + " follow");
    }
    byte[] header = new byte[headerLength];
    buffer.get(header);
    NetworkSpec spec = NetworkHeader.read(new String(header, StandardCharsets.UTF_8));
    long count = buffer.getLong();
    ParameterLayout layout = layout(spec);
    if (count != layout.count()
        || buffer.remaining() != layout.count() * Float.BYTES + Long.BYTES) {
      throw new ModelFormatException(
          "the model holds "
              + count
              + " parameters in "
              + (buffer.remaining() - Long.BYTES)
              + " bytes; a network of its header's shape has "
              + layout.count());
    }
    float[] parameters = new float[layout.length()];
    for (NamedParameter parameter : layout.parameters()) {
      for (int i = 0; i < parameter.size(); i++) {
        parameters[parameter.offset() + i] = buffer.getFloat();
      }
    }
    // Weights are kept in f32 in any case, so a CPU without bfloat16 can use what one with it
    // trained.
    boolean computes = RecurrentNetwork.supports(spec.precision());
    RecurrentNetwork network =
        RecurrentNetwork.blank(computes ? spec : spec.withPrecision(Precision.F32));
    network.setParameters(parameters);
    return network;
  }

  private static ParameterLayout layout(NetworkSpec spec) {
    try {
      return ParameterLayout.of(spec);
    } catch (IllegalArgumentException e) {
      throw new ModelFormatException("the model's header is wrong: " + e.getMessage(), e);
    }
  }

  private static long checksum(byte[] bytes, int length) {
    CRC32 crc = new CRC32();
    crc.update(bytes, 0, length);
    return crc.getValue();
  }
}
