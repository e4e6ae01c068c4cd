package dev.nightjar.zoo.dl4j;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.weights.IWeightInit;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Where the parameters of a {@link GruLayer} stand in its flat view: W, RW, b. */
final class GruParameters implements ParamInitializer {
  static final GruParameters INSTANCE = new GruParameters();
  static final String INPUT = "W";
  static final String RECURRENT = "RW";
  static final String BIAS = "b";

  private static final int GATES = 3;

  private GruParameters() {}

  @Override
  public long numParams(NeuralNetConfiguration conf) {
    return numParams(conf.getLayer());
  }

  @Override
  public long numParams(Layer layer) {
    GruLayer gru = (GruLayer) layer;
    return GATES * gru.getNOut() * (gru.getNIn() + gru.getNOut()) + biases(gru);
  }

  private static long biases(GruLayer gru) {
    return (gru.isResetAfter() ? GATES + 1 : GATES) * gru.getNOut();
  }

  @Override
  public List<String> paramKeys(Layer layer) {
    return List.of(INPUT, RECURRENT, BIAS);
  }

  @Override
  public List<String> weightKeys(Layer layer) {
    return List.of(INPUT, RECURRENT);
  }

  @Override
  public List<String> biasKeys(Layer layer) {
    return List.of(BIAS);
  }

  @Override
  public boolean isWeightParam(Layer layer, String key) {
    return key.equals(INPUT) || key.equals(RECURRENT);
  }

  @Override
  public boolean isBiasParam(Layer layer, String key) {
    return key.equals(BIAS);
  }

  @Override
  public Map<String, INDArray> init(
      NeuralNetConfiguration conf, INDArray parameters, boolean initialize) {
    GruLayer gru = (GruLayer) conf.getLayer();
    Map<String, INDArray> views = views(gru, parameters);
    if (initialize) {
      IWeightInit input = gru.getWeightInitFn();
      IWeightInit recurrent =
          gru.getWeightInitFnRecurrent() == null ? input : gru.getWeightInitFnRecurrent();
      draw(input, gru.getNIn(), gru.getNOut(), views.get(INPUT));
      draw(recurrent, gru.getNOut(), gru.getNOut(), views.get(RECURRENT));
      views.get(BIAS).assign(gru.getBiasInit());
    }
    return views;
  }

  private static void draw(IWeightInit how, long fanIn, long fanOut, INDArray weights) {
    how.init(
        (double) fanIn,
        (double) fanOut,
        weights.shape(),
        IWeightInit.DEFAULT_WEIGHT_INIT_ORDER,
        weights.reshape('f', new long[] {weights.length()}));
  }

  @Override
  public Map<String, INDArray> getGradientsFromFlattened(
      NeuralNetConfiguration conf, INDArray gradients) {
    return views((GruLayer) conf.getLayer(), gradients);
  }

  private static Map<String, INDArray> views(GruLayer gru, INDArray flat) {
    INDArray row = flat.reshape(flat.length());
    long columns = GATES * gru.getNOut();
    long inputs = gru.getNIn() * columns;
    long recurrent = gru.getNOut() * columns;
    long biases = biases(gru);
    Map<String, INDArray> views = new LinkedHashMap<>();
    views.put(INPUT, part(row, 0, inputs).reshape('f', new long[] {gru.getNIn(), columns}));
    views.put(
        RECURRENT, part(row, inputs, recurrent).reshape('f', new long[] {gru.getNOut(), columns}));
    views.put(BIAS, part(row, inputs + recurrent, biases).reshape('f', new long[] {1, biases}));
    return views;
  }

  private static INDArray part(INDArray row, long from, long length) {
    return row.get(NDArrayIndex.interval(from, from + length));
  }
}
