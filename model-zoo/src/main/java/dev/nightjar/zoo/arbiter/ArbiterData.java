package dev.nightjar.zoo.arbiter;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.deeplearning4j.arbiter.optimize.api.data.DataProvider;
import org.deeplearning4j.arbiter.optimize.api.data.DataSource;
import org.deeplearning4j.arbiter.optimize.api.score.ScoreFunction;

/** Where the data of Arbiter's networks comes from: Arbiter has two ways to say it. */
public sealed interface ArbiterData {

  /**
   * What to train on: an iterator over data sets, or a factory of one. Asked for once a training,
   * so trials that run side by side need iterators of their own.
   */
  Object trainData();

  /** How well a network does on the data that is not trained on. */
  double score(ScoreFunction function, Object network);

  /**
   * A data provider.
   *
   * @param provider gives training and test data
   * @param parameters what it is given; often nothing
   */
  @SuppressWarnings("deprecation") // Arbiter's older way, which is what most programs use.
  record Provider(DataProvider provider, Map<String, Object> parameters) implements ArbiterData {
    /** Copies the parameters. */
    public Provider {
      parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    }

    @Override
    public Object trainData() {
      return provider.trainData(parameters);
    }

    @Override
    public double score(ScoreFunction function, Object network) {
      return function.score(network, provider, parameters);
    }
  }

  /**
   * A data source, made anew for each training.
   *
   * @param type has a public constructor without parameters
   * @param properties to configure it with, if any
   */
  record Source(Class<? extends DataSource> type, Optional<Properties> properties)
      implements ArbiterData {
    /** Copies the properties. */
    public Source {
      properties = properties.map(p -> (Properties) p.clone());
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException if the source cannot be made
     */
    @Override
    public Object trainData() {
      DataSource source;
      try {
        source = type.getConstructor().newInstance();
      } catch (ReflectiveOperationException e) {
        throw new IllegalArgumentException(
            "data source "
                + type.getName()
                + " cannot be made ("
                + e
                + "); it must be public and have a public constructor without parameters",
            e);
      }
      properties.ifPresent(source::configure);
      return source.trainData();
    }

    @Override
    public double score(ScoreFunction function, Object network) {
      return function.score(network, type, properties.orElse(null)); // Arbiter's word for none.
    }
  }
}
