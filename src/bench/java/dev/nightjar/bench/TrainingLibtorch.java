package dev.nightjar.bench;

import static org.bytedeco.pytorch.global.torch.clip_grad_norm_;
import static org.bytedeco.pytorch.global.torch.cross_entropy;
import static org.bytedeco.pytorch.global.torch.manual_seed;
import static org.bytedeco.pytorch.global.torch.set_num_threads;
import static org.bytedeco.pytorch.global.torch.tensor;

import java.util.Arrays;
import java.util.function.UnaryOperator;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Adam;
import org.bytedeco.pytorch.AdamOptions;
import org.bytedeco.pytorch.EmbeddingImpl;
import org.bytedeco.pytorch.GRUImpl;
import org.bytedeco.pytorch.GRUOptions;
import org.bytedeco.pytorch.LSTMImpl;
import org.bytedeco.pytorch.LSTMOptions;
import org.bytedeco.pytorch.LinearImpl;
import org.bytedeco.pytorch.Module;
import org.bytedeco.pytorch.RNNImpl;
import org.bytedeco.pytorch.RNNOptions;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;

/**
 * PyTorch's C++ library: nn::Embedding, nn::LSTM / GRU / RNN, nn::Linear, cross entropy,
 * clip_grad_norm_ and Adam.
 */
final class TrainingLibtorch implements TrainingEngine {
  private final int classes;
  private final EmbeddingImpl embedding;
  private final UnaryOperator<Tensor> cell;
  private final Module recurrent;
  private final LinearImpl linear;
  private final TensorVector parameters = new TensorVector();
  private final Adam adam;
  private final Tensor tokens;
  private final Tensor targets;

  TrainingLibtorch(TrainingRow row, TrainingData data) {
    set_num_threads(1);
    manual_seed(1);
    classes = row.classes();
    embedding = new EmbeddingImpl(row.classes(), row.embedding());
    linear = new LinearImpl(row.hidden(), row.classes());
    switch (row.cell()) {
      case LSTM -> {
        LSTMOptions options = new LSTMOptions(row.embedding(), row.hidden());
        options.num_layers().put(row.layers());
        LSTMImpl lstm = new LSTMImpl(options);
        recurrent = lstm;
        cell = x -> lstm.forward(x).get0();
      }
      case GRU -> {
        GRUOptions options = new GRUOptions(row.embedding(), row.hidden());
        options.num_layers().put(row.layers());
        GRUImpl gru = new GRUImpl(options);
        recurrent = gru;
        cell = x -> gru.forward(x).get0();
      }
      case RNN -> {
        RNNOptions options = new RNNOptions(row.embedding(), row.hidden());
        options.num_layers().put(row.layers());
        RNNImpl rnn = new RNNImpl(options);
        recurrent = rnn;
        cell = x -> rnn.forward(x).get0();
      }
      default -> throw new IllegalArgumentException("no such cell in libtorch: " + row.cell());
    }
    for (Module module : new Module[] {embedding, recurrent, linear}) {
      TensorVector own = module.parameters();
      for (long i = 0; i < own.size(); i++) {
        parameters.push_back(own.get(i));
      }
    }
    adam = new Adam(parameters, new AdamOptions(1e-3));
    tokens = longs(data.tokens()).view(row.steps(), row.batch());
    targets = longs(data.targets());
  }

  private static Tensor longs(int[] values) {
    return tensor(Arrays.stream(values).asLongStream().toArray());
  }

  @Override
  public String name() {
    return "libtorch";
  }

  @Override
  @SuppressWarnings("try") // The scope frees what the step makes.
  public double step() {
    try (PointerScope temporaries = new PointerScope()) {
      adam.zero_grad();
      Tensor hidden = cell.apply(embedding.forward(tokens));
      Tensor loss = cross_entropy(linear.forward(hidden).view(-1, classes), targets);
      loss.backward();
      clip_grad_norm_(parameters, 5.0);
      adam.step();
      return loss.item_float();
    }
  }

  @Override
  public void close() {
    for (Pointer owned :
        new Pointer[] {adam, parameters, tokens, targets, embedding, recurrent, linear}) {
      owned.close();
    }
  }
}
