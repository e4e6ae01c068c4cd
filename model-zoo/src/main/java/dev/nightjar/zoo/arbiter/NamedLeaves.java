package dev.nightjar.zoo.arbiter;

import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.deeplearning4j.arbiter.BaseNetworkSpace;
import org.deeplearning4j.arbiter.optimize.api.ParameterSpace;

/**
 * The leaves of a tree of Arbiter spaces, each once, under the path that leads to it: {@code
 * updater.learningRate}, {@code layer_0.nOut}, {@code layer_0.numLayers}. A leaf that is used in
 * several places, such as one learning rate for weights and biases, is one leaf and has the path of
 * the first.
 */
final class NamedLeaves {

  private final Map<String, ParameterSpace<?>> leaves = new LinkedHashMap<>();
  private final Map<ParameterSpace<?>, String> names = new IdentityHashMap<>();
  private final Set<String> taken = new HashSet<>();

  private NamedLeaves() {}

  /** Name → leaf, in the order of the tree. */
  static Map<String, ParameterSpace<?>> of(ParameterSpace<?> root) {
    NamedLeaves named = new NamedLeaves();
    named.walk("", root);
    return named.leaves;
  }

  private void walk(String path, ParameterSpace<?> space) {
    if (space.isLeaf()) {
      put(path, space);
      return;
    }
    if (space instanceof BaseNetworkSpace<?> network) {
      space.getNestedSpaces().forEach((name, nested) -> walk(join(path, name), nested));
      for (BaseNetworkSpace.LayerConf layer : network.getLayerSpaces()) {
        String name = join(path, layer.getLayerName());
        walk(join(name, "numLayers"), layer.getNumLayers());
        walk(name, layer.getLayerSpace());
      }
    } else {
      space.getNestedSpaces().forEach((name, nested) -> walk(join(path, name), nested));
    }
    // A space of the user's own may collect leaves that it does not show by name.
    int unnamed = 0;
    for (ParameterSpace<?> leaf : space.collectLeaves()) {
      if (leaf.isLeaf() && !names.containsKey(leaf)) {
        put(join(path, "parameter_" + unnamed++), leaf);
      }
    }
  }

  private static String join(String path, String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  private void put(String path, ParameterSpace<?> leaf) {
    if (names.containsKey(leaf)) {
      return;
    }
    String name = path.isEmpty() ? "parameter" : path;
    for (int i = 2; !taken.add(name); i++) {
      name = path + "_" + i;
    }
    names.put(leaf, name);
    leaves.put(name, leaf);
  }
}
