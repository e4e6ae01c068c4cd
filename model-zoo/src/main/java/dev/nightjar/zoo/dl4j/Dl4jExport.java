package dev.nightjar.zoo.dl4j;

import dev.nightjar.zoo.network.ModelFile;
import dev.nightjar.zoo.network.ModelFormatException;
import dev.nightjar.zoo.network.RecurrentNetwork;
import dev.nightjar.zoo.task.ModelArchive;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;

/**
 * Writes models that both Deeplearning4j and Nightjar read: a zip with the entries of a {@code
 * MultiLayerNetwork} ({@code configuration.json}, {@code coefficients.bin}) and those of a {@link
 * ModelArchive}, each of which the other leaves alone.
 *
 * <p>Computing in DL4J gives the same answers but for rounding: to 1e-5, and for a network of
 * precision {@code bf16}, which is f32 there, to about 1e-2. Nothing is dropped out, also when the
 * network is trained further.
 */
public final class Dl4jExport {
  private Dl4jExport() {}

  /**
   * A model as such a zip. The same model gives the same bytes.
   *
   * @param model the bytes of a {@link ModelArchive}
   * @throws ModelFormatException if it is not one
   * @throws UnsupportedOperationException if DL4J has nothing for a part of the network; the
   *     message says for which
   */
  public static byte[] of(byte[] model) {
    ModelArchive archive;
    try {
      archive = ModelArchive.read(model);
    } catch (IllegalArgumentException e) {
      throw new ModelFormatException(e.getMessage(), e);
    }
    if (archive.isEnsemble()) {
      throw new UnsupportedOperationException(
          "the model is an ensemble of "
              + archive.networks().size()
              + " networks, for which DL4J has no MultiLayerNetwork");
    }
    try (RecurrentNetwork network = ModelFile.read(archive.network())) {
      MultiLayerNetwork theirs = network(network);
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (ZipOutputStream zip = new ZipOutputStream(bytes, StandardCharsets.UTF_8)) {
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        ModelSerializer.writeModel(theirs, written, false);
        copy(written.toByteArray(), zip);
        // A model that was exported before has DL4J's entries already, and who knows what others.
        for (Map.Entry<String, byte[]> entry : ModelArchive.entries(model).entrySet()) {
          put(zip, entry.getKey()).write(entry.getValue());
          zip.closeEntry();
        }
      } finally {
        theirs.close();
      }
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write to memory", e);
    }
  }

  /**
   * The same network in DL4J: tokens [size, steps] or numbers [size, width, steps] in,
   * probabilities or numbers [size, width of the head, steps] out, without the steps where it
   * answers once a sequence. Its parameters are a copy. The caller closes it.
   *
   * @throws UnsupportedOperationException if DL4J has nothing for a part of the network; the
   *     message says for which
   */
  public static MultiLayerNetwork network(RecurrentNetwork network) {
    MultiLayerNetwork theirs = Dl4jNetwork.blank(network.spec());
    Dl4jWeights.copy(network, theirs);
    return theirs;
  }

  /** Copies a zip's entries, at a fixed time. */
  private static void copy(byte[] from, ZipOutputStream to) throws IOException {
    try (ZipInputStream zip =
        new ZipInputStream(new ByteArrayInputStream(from), StandardCharsets.UTF_8)) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        zip.transferTo(put(to, entry.getName()));
        to.closeEntry();
      }
    }
  }

  private static ZipOutputStream put(ZipOutputStream zip, String name) throws IOException {
    ZipEntry entry = new ZipEntry(name);
    entry.setTime(0);
    zip.putNextEntry(entry);
    return zip;
  }
}
