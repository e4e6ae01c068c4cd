package dev.nightjar.zoo.network;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.reorder;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerScope;

/**
 * The flat parameter buffer, the flat gradient buffer beside it, and the copies of weight matrices
 * in the blocked orders in which oneDNN's kernels read them. A copy is renewed at its first use
 * after the parameters changed: once an optimiser step, however many batches are evaluated in
 * between.
 */
final class Weights implements AutoCloseable {
  private final Dnn dnn;
  private final ParameterLayout layout;
  private final NativeMemory parameters;
  private final NativeMemory gradients;
  private final FloatBuffer parameterFloats;
  private final FloatBuffer gradientFloats;
  private final NativeResources resources = new NativeResources();
  private final List<NativeMemory> blocks = new ArrayList<>();
  private final Map<String, List<Copy>> copies = new HashMap<>();
  private final List<DroppedWeights> dropped = new ArrayList<>();
  private long version = 1;
  private long dropVersion = 1;

  /**
   * @param recurrentDropout probability with which a recurrent weight is dropped in training
   */
  Weights(Dnn dnn, ParameterLayout layout, double recurrentDropout) {
    this.dnn = dnn;
    this.layout = layout;
    long bytes = (long) layout.length() * Float.BYTES;
    parameters = NativeMemory.zeroed(bytes);
    gradients = NativeMemory.zeroed(bytes);
    parameterFloats = parameters.floats(0, bytes);
    gradientFloats = gradients.floats(0, bytes);
    if (recurrentDropout > 0) {
      for (NamedParameter parameter : layout.parameters()) {
        if (parameter.name().endsWith(".recurrent")) {
          dropped.add(new DroppedWeights(parameter, recurrentDropout));
        }
      }
    }
  }

  FloatBuffer parameters() {
    return parameterFloats;
  }

  FloatBuffer gradients() {
    return gradientFloats;
  }

  Pointer parameterPointer() {
    return parameters.slice(0, parameters.bytes());
  }

  Pointer gradientPointer() {
    return gradients.slice(0, gradients.bytes());
  }

  void zeroGradients() {
    gradients.zero((long) layout.trainedFrom() * Float.BYTES);
  }

  /** The gradient of a parameter. */
  FloatBuffer gradient(String name) {
    NamedParameter parameter = layout.get(name);
    return gradientFloats.slice(parameter.offset(), parameter.size());
  }

  void changed() {
    version++;
  }

  /** Draws which recurrent weights the next training pass goes without. */
  void drop(RandomGenerator random) {
    if (!dropped.isEmpty()) {
      dropped.forEach(weights -> weights.draw(parameterFloats, random));
      dropVersion++;
    }
  }

  /** Takes the gradients of the weights that were dropped away. */
  void maskGradients() {
    dropped.forEach(weights -> weights.maskGradient(gradientFloats));
  }

  /** A memory over the gradient of a parameter; {@code owner} frees it. */
  memory gradient(String name, memory.desc shape, NativeResources owner) {
    return owner.own(dnn.memoryOver(shape, slice(gradients, name)));
  }

  /** The same over a part that begins {@code offset} floats into the parameter. */
  memory gradient(String name, int offset, memory.desc shape, NativeResources owner) {
    return owner.own(dnn.memoryOver(shape, part(gradients, name, offset)));
  }

  /**
   * A parameter as a kernel wants it: the buffer itself where {@code wanted} is {@code plain}, else
   * a copy in that order and number format.
   */
  Copy parameter(String name, memory.desc plain, memory.desc wanted) {
    return parameter(name, 0, plain, wanted);
  }

  /** The same for a part that begins {@code offset} floats into the parameter. */
  Copy parameter(String name, int offset, memory.desc plain, memory.desc wanted) {
    return copy(name + "+" + offset, part(parameters, name, offset), () -> version, plain, wanted);
  }

  /** A recurrent parameter as training reads it: without what is dropped at present. */
  Copy trainedRecurrent(String name, memory.desc plain, memory.desc wanted) {
    for (DroppedWeights weights : dropped) {
      if (weights.name().equals(name)) {
        return copy("dropped " + name, weights.place(), () -> dropVersion, plain, wanted);
      }
    }
    return parameter(name, plain, wanted);
  }

  private Copy copy(
      String key, Pointer place, LongSupplier versions, memory.desc plain, memory.desc wanted) {
    List<Copy> known = copies.computeIfAbsent(key, k -> new ArrayList<>());
    for (Copy copy : known) {
      if (copy.order.equals(wanted) && copy.plain.equals(plain)) {
        return copy;
      }
    }
    Copy copy = new Copy(place, versions, plain, wanted);
    known.add(copy);
    return copy;
  }

  private Pointer part(NativeMemory buffer, String name, int offset) {
    NamedParameter parameter = layout.get(name);
    return buffer.slice(
        (long) (parameter.offset() + offset) * Float.BYTES,
        (long) (parameter.size() - offset) * Float.BYTES);
  }

  private Pointer slice(NativeMemory buffer, String name) {
    return part(buffer, name, 0);
  }

  @Override
  public void close() {
    resources.close();
    blocks.forEach(NativeMemory::close);
    dropped.forEach(DroppedWeights::close);
    parameters.close();
    gradients.close();
  }

  /** A parameter in the order some kernel reads it in. */
  final class Copy {
    private final memory.desc plain;
    private final memory.desc order;
    private final memory source;
    private final memory ordered;
    private final List<reorder> reorders;
    private final LongSupplier versions;
    private long copiedVersion;

    @SuppressWarnings("try") // The scope is there for what happens at its end.
    private Copy(Pointer place, LongSupplier versions, memory.desc plain, memory.desc wanted) {
      this.versions = versions;
      try (PointerScope temporaries = new PointerScope()) {
        this.plain = resources.own(new memory.desc(plain));
        order = resources.own(new memory.desc(wanted));
        source = resources.own(dnn.memoryOver(plain, place));
        if (plain.equals(wanted)) {
          ordered = source;
          reorders = List.of();
        } else {
          NativeMemory block = new NativeMemory(wanted.get_size());
          blocks.add(block);
          ordered = resources.own(dnn.memoryOver(wanted, block.slice(0, block.bytes())));
          reorders = List.of(resources.own(new reorder(source, ordered)));
        }
      }
    }

    memory memory() {
      return ordered;
    }

    void refresh() {
      long current = versions.getAsLong();
      if (copiedVersion != current) {
        for (reorder copying : reorders) {
          copying.execute(dnn.stream(), source, ordered);
        }
        copiedVersion = current;
      }
    }
  }
}
