package dev.nightjar.app;

import dev.nightjar.experiments.storage.JdbcStorage;
import dev.nightjar.reports.HtmlReport;
import dev.nightjar.reports.ReportInfo;
import dev.nightjar.search.run.Budget;
import dev.nightjar.search.run.StudyEnd;
import dev.nightjar.search.storage.Storage;
import dev.nightjar.search.study.Study;
import dev.nightjar.search.trial.Attachment;
import dev.nightjar.search.trial.Trial;
import dev.nightjar.zoo.arbiter.ArbiterStudy;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Random;
import org.deeplearning4j.arbiter.MultiLayerSpace;
import org.deeplearning4j.arbiter.conf.updater.AdamSpace;
import org.deeplearning4j.arbiter.layers.LSTMLayerSpace;
import org.deeplearning4j.arbiter.layers.OutputLayerSpace;
import org.deeplearning4j.arbiter.optimize.api.data.DataSource;
import org.deeplearning4j.arbiter.optimize.distribution.LogUniformDistribution;
import org.deeplearning4j.arbiter.optimize.parameter.FixedValue;
import org.deeplearning4j.arbiter.optimize.parameter.continuous.ContinuousParameterSpace;
import org.deeplearning4j.arbiter.optimize.parameter.discrete.DiscreteParameterSpace;
import org.deeplearning4j.arbiter.optimize.parameter.integer.IntegerParameterSpace;
import org.deeplearning4j.arbiter.scoring.impl.EvaluationScoreFunction;
import org.deeplearning4j.datasets.iterator.ExistingDataSetIterator;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.nd4j.evaluation.classification.Evaluation;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

public class Sums {

  /** As it was for Arbiter: is the sum of eight numbers above zero? */
  public static class Numbers implements DataSource {
    private int train;

    @Override
    public void configure(Properties properties) {
      train = Integer.parseInt(properties.getProperty("train"));
    }

    @Override
    public Object trainData() {
      return batches(1, train / 32);
    }

    @Override
    public Object testData() {
      return batches(2, 4);
    }

    @Override
    public Class<?> getDataType() {
      return DataSetIterator.class;
    }

    private static DataSetIterator batches(long seed, int count) {
      Random random = new Random(seed);
      List<DataSet> batches = new ArrayList<>();
      for (int b = 0; b < count; b++) {
        INDArray numbers = Nd4j.create(32, 1, 8);
        INDArray labels = Nd4j.create(32, 2);
        for (int i = 0; i < 32; i++) {
          double sum = 0;
          for (int t = 0; t < 8; t++) {
            double number = random.nextGaussian();
            numbers.putScalar(i, 0, t, number);
            sum += number;
          }
          labels.putScalar(i, sum > 0 ? 1 : 0, 1);
        }
        batches.add(new DataSet(numbers, labels));
      }
      return new ExistingDataSetIterator(batches);
    }
  }

  public static void main(String[] args) throws Exception {
    Path folder = Path.of(args[0]);
    int trials = Integer.parseInt(args[1]);

    // As it was for Arbiter.
    MultiLayerSpace networks =
        new MultiLayerSpace.Builder()
            .updater(
                new AdamSpace(
                    new ContinuousParameterSpace(new LogUniformDistribution(1e-4, 1e-1)),
                    new FixedValue<>(0.9),
                    new FixedValue<>(0.999),
                    new FixedValue<>(1e-8)))
            .addLayer(
                new LSTMLayerSpace.Builder()
                    .nIn(1)
                    .nOut(new IntegerParameterSpace(2, 16))
                    .activation(new DiscreteParameterSpace<>(Activation.TANH, Activation.SOFTSIGN))
                    .build())
            .layer(new GlobalPoolingLayer(PoolingType.AVG))
            .addLayer(
                new OutputLayerSpace.Builder()
                    .nOut(2)
                    .activation(Activation.SOFTMAX)
                    .lossFunction(LossFunction.MCXENT)
                    .build())
            .setInputType(InputType.recurrent(1, 8))
            .numEpochs(2)
            .build();
    Properties properties = new Properties();
    properties.setProperty("train", "128");

    // In the place of OptimizationConfiguration and LocalOptimizationRunner.
    ArbiterStudy study =
        ArbiterStudy.builder("sums", networks)
            .data(Numbers.class, properties)
            .score(new EvaluationScoreFunction(Evaluation.Metric.ACCURACY))
            .budget(Budget.trials(trials))
            .seed(42)
            .build();
    try (Storage storage = JdbcStorage.open("jdbc:h2:file:" + folder.resolve("nightjar"))) {
      StudyEnd end = study.run(storage);

      Trial best = end.best().orElseThrow();
      System.out.println(
          "trial " + best.number() + ": " + best.completed().orElseThrow().values().get(0));
      study
          .space()
          .describe(best.configuration())
          .forEach((name, value) -> System.out.println(name + " = " + value));

      Study stored = storage.find("sums").orElseThrow();
      Attachment model =
          storage.attachment(stored.id(), best.number(), Attachment.MODEL).orElseThrow();
      MultiLayerNetwork network =
          ModelSerializer.restoreMultiLayerNetwork(new ByteArrayInputStream(model.bytes()));
      System.out.println(network.numParams() + " parameters");

      Path report =
          new HtmlReport()
              .write(storage, stored, folder.resolve("report"), new ReportInfo("", Instant.now()));
      System.out.println("report: " + report);
    }
  }
}
