package dev.nightjar.zoo.dl4j;

import java.io.File;
import java.util.Arrays;
import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A program of somebody who has DL4J and nothing of ours: reads a model zip and answers to a token
 * sequence. {@code StockDl4jTest} starts it without our classes.
 */
public final class StockDl4jReader {
  private StockDl4jReader() {}

  /** With the zip and tokens; prints the answer, [classes × steps], and what of ours it found. */
  public static void main(String[] args) throws Exception {
    MultiLayerNetwork network = MultiLayerNetwork.load(new File(args[0]), false);
    List<String> tokens = Arrays.asList(args).subList(1, args.length);
    INDArray input = Nd4j.zeros(DataType.FLOAT, 1, tokens.size());
    for (int t = 0; t < tokens.size(); t++) {
      input.putScalar(0, t, Integer.parseInt(tokens.get(t)));
    }
    INDArray answer = network.output(input);
    StringBuilder line = new StringBuilder("answer");
    for (int t = 0; t < answer.size(2); t++) {
      for (int k = 0; k < answer.size(1); k++) {
        line.append(' ').append(answer.getFloat(0, k, t));
      }
    }
    System.out.println(line);
    System.out.println("ours " + found("dev.nightjar.zoo.dl4j.GruLayer"));
    System.out.println("onednn " + found("org.bytedeco.dnnl.memory"));
  }

  private static boolean found(String name) {
    try {
      Class.forName(name);
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }
}
