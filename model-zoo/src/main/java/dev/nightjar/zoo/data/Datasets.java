package dev.nightjar.zoo.data;

/** Loads data sets. */
public final class Datasets {

  private Datasets() {}

  /**
   * Loads and divides a data set.
   *
   * @throws DatasetException if it is missing, malformed, or cannot be divided; all problems at
   *     once
   */
  public static Dataset load(DatasetSpec spec) {
    if (spec instanceof LabelledFileSpec file) {
      return DelimitedFile.load(file);
    } else if (spec instanceof TextFileSpec file) {
      return TextFile.load(file);
    } else if (spec instanceof SeriesFileSpec file) {
      return SeriesFile.load(file);
    } else if (spec instanceof TimeSeriesFileSpec file) {
      return TimeSeriesFile.load(file);
    } else if (spec instanceof MusicFileSpec file) {
      return MusicFile.load(file);
    } else if (spec instanceof IdxFileSpec file) {
      return IdxFile.load(file);
    } else if (spec instanceof BuiltinSpec builtin) {
      return load(builtin);
    }
    throw new IllegalStateException("no loader for " + spec);
  }

  private static Dataset load(BuiltinSpec spec) {
    Builtin builtin = spec.dataset();
    return switch (builtin) {
      case NAMES ->
          StratifiedSplit.divide(
              builtin.label(), SurnameData.examples(), spec.split().orElseThrow(), spec.level());
      case DICKENS, SHAKESPEARE -> Books.load(builtin, spec.split().orElseThrow(), spec.level());
      case REBER -> ReberData.load();
      case COPY -> CopyData.load();
      case ADDING -> AddingData.load();
      case CYLINDER_BELL_FUNNEL -> CylinderBellFunnel.load();
      case FASHION_MNIST_ROWS -> FashionMnist.load(FashionMnist.FOLDER, FashionMnist.VALIDATION);
      case CHORDS -> ChordsData.load();
      case MACKEY_GLASS ->
          MackeyGlass.load(spec.windows().orElseThrow(), spec.split().orElseThrow());
      case CO2, SUNSPOTS ->
          MeasuredSeries.load(builtin, spec.windows().orElseThrow(), spec.split().orElseThrow());
    };
  }
}
