package dev.nightjar.zoo.dl4j;

import java.util.Collection;
import java.util.Map;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BaseRecurrentLayer;
import org.deeplearning4j.nn.conf.layers.LayerValidation;
import org.deeplearning4j.nn.conf.memory.LayerMemoryReport;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A gated recurrent unit (Cho et al. 2014) as a layer of DL4J, which has none. With inputs x, state
 * h, input weights W, recurrent weights U and biases b of each gate:
 *
 * <pre>
 * u, r = σ(xW + hU + b)
 * c̃    = tanh(xW + b + r∘(hU + b'))   reset after the recurrent weights, as cuDNN and PyTorch do
 * c̃    = tanh(xW + b + (r∘h)U)        reset before them, as Cho et al. write it
 * h'   = u∘h + (1−u)∘c̃
 * </pre>
 *
 * <p>Parameters: {@code W} [nIn, 3·nOut], {@code RW} [nOut, 3·nOut], {@code b} [1, 3·nOut], or [1,
 * 4·nOut] with b' last; gates in the order u, r, c̃. Input and output are [size, values, steps]. It
 * can be trained, also truncated and masked.
 */
public class GruLayer extends BaseRecurrentLayer {
  private boolean resetAfter = true;

  /** For reading JSON. */
  public GruLayer() {}

  /** From a builder. */
  protected GruLayer(Builder builder) {
    super(builder);
    resetAfter = builder.resetAfter;
    initializeConstraints(builder);
  }

  /** Whether the reset gate acts after the recurrent weights. */
  public boolean isResetAfter() {
    return resetAfter;
  }

  /** For reading JSON. */
  public void setResetAfter(boolean value) {
    resetAfter = value;
  }

  @Override
  public org.deeplearning4j.nn.api.Layer instantiate(
      NeuralNetConfiguration conf,
      Collection<TrainingListener> listeners,
      int layerIndex,
      INDArray parameters,
      boolean initializeParams,
      DataType dataType) {
    LayerValidation.assertNInNOutSet("GruLayer", getLayerName(), layerIndex, getNIn(), getNOut());
    GruComputation layer = new GruComputation(conf, dataType);
    layer.setListeners(listeners);
    layer.setIndex(layerIndex);
    layer.setParamsViewArray(parameters);
    Map<String, INDArray> table = initializer().init(conf, parameters, initializeParams);
    layer.setParamTable(table);
    layer.setConf(conf);
    return layer;
  }

  @Override
  public ParamInitializer initializer() {
    return GruParameters.INSTANCE;
  }

  @Override
  public LayerMemoryReport getMemoryReport(InputType inputType) {
    InputType.InputTypeRecurrent in = (InputType.InputTypeRecurrent) inputType;
    InputType out = getOutputType(-1, inputType);
    long parameters = initializer().numParams(this);
    long updater = (int) getIUpdater().stateSize(parameters);
    long gates = in.getTimeSeriesLength() * 4 * getNOut();
    return new LayerMemoryReport.Builder(getLayerName(), GruLayer.class, inputType, out)
        .standardMemory(parameters, updater)
        .workingMemory(0, 0, gates, gates)
        .cacheMemory(0, 0)
        .build();
  }

  @Override
  public boolean equals(Object other) {
    return super.equals(other) && other instanceof GruLayer layer && resetAfter == layer.resetAfter;
  }

  @Override
  public int hashCode() {
    return 31 * super.hashCode() + Boolean.hashCode(resetAfter);
  }

  /** Builds a {@link GruLayer}; the reset gate acts after the recurrent weights unless told. */
  public static class Builder extends BaseRecurrentLayer.Builder<Builder> {
    private boolean resetAfter = true;

    /** See {@link GruLayer#isResetAfter}. */
    public Builder resetAfter(boolean value) {
      resetAfter = value;
      return this;
    }

    @Override
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // As DL4J declares it.
    public <E extends org.deeplearning4j.nn.conf.layers.Layer> E build() {
      return (E) new GruLayer(this);
    }
  }
}
