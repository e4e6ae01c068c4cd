/**
 * Sequences: where they come from, how they are divided, and how they become batches.
 *
 * <p>Open {@link dev.nightjar.zoo.data.Datasets} first: it loads what a {@link
 * dev.nightjar.zoo.data.DatasetSpec} names, a {@linkplain dev.nightjar.zoo.data.Builtin built-in}
 * data set or a user's file, into a {@link dev.nightjar.zoo.data.Dataset} of one of these kinds:
 *
 * <ul>
 *   <li>{@link dev.nightjar.zoo.data.LabelledText}, whose texts a {@link
 *       dev.nightjar.zoo.data.Vocabulary} turns into tokens;
 *   <li>{@link dev.nightjar.zoo.data.TextCorpus}, text to be predicted, which a {@link
 *       dev.nightjar.zoo.data.TextEncoding} turns into the {@link
 *       dev.nightjar.zoo.data.TokenDocument}s of a {@link dev.nightjar.zoo.data.TokenCorpus};
 *   <li>{@link dev.nightjar.zoo.data.NumberCorpus}, sequences of numbers with a number each;
 *   <li>{@link dev.nightjar.zoo.data.LabelledSeries}, sequences of numbers with a label each;
 *   <li>{@link dev.nightjar.zoo.data.TimeSeries}, whose windows are read and continued;
 *   <li>{@link dev.nightjar.zoo.data.MusicCorpus}, pieces of music that are predicted chord by
 *       chord.
 * </ul>
 *
 * <p>{@link dev.nightjar.zoo.data.BucketedBatches} makes batches of like length of sequences that
 * are answered once, {@link dev.nightjar.zoo.data.TokenWindows} and {@link
 * dev.nightjar.zoo.data.MusicWindows} windows of what is predicted step by step, {@link
 * dev.nightjar.zoo.data.ForecastBatches} windows of a time series.
 */
package dev.nightjar.zoo.data;
