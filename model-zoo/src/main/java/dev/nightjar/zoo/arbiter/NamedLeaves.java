package dev.nightjar.zoo.arbiter;

import java.util.Collections;
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
  private final Set<ParameterSpace<?>> seen = Collections.newSetFromMap(new IdentityHashMap<>());

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
    space.getNestedSpaces().forEach((name, nested) -> walk(join(path, name), nested));
    if (space instanceof BaseNetworkSpace<?> network) {
      // The layers are in a list, which is no nested space.
      for (BaseNetworkSpace.LayerConf layer : network.getLayerSpaces()) {
        String name = join(path, layer.getLayerName());
        walk(join(name, "numLayers"), layer.getNumLayers());
        walk(name, layer.getLayerSpace());
      }
    }
    // A space of the user's own may collect leaves that it does not show by name.
    int unnamed = 0;
    for (ParameterSpace<?> leaf : space.collectLeaves()) {
      if (leaf.isLeaf() && !seen.contains(leaf)) {
        put(join(path, "parameter_" + unnamed++), leaf);
      }
    }
  }

  private static String join(String path, String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  private void put(String path, ParameterSpace<?> leaf) {
    if (!seen.add(leaf)) {
      return;
    }
    String base = path.isEmpty() ? "parameter" : path;
    String name = base;
    for (int i = 2; leaves.containsKey(name); i++) {
      name = base + "_" + i;
    }
    leaves.put(name, leaf);
  }
}
