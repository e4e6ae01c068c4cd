/**
 * Sequences with labels: where they come from, how they are divided, and how they become batches.
 *
 * <p>Open {@link dev.nightjar.zoo.data.Datasets} first: it loads the built-in {@linkplain
 * dev.nightjar.zoo.data.SurnameData surnames} or a user's {@linkplain
 * dev.nightjar.zoo.data.DelimitedFile file} into {@link dev.nightjar.zoo.data.LabelledText}. {@link
 * dev.nightjar.zoo.data.Vocabulary} turns text into tokens, {@link
 * dev.nightjar.zoo.data.BucketedBatches} tokens into batches of like length.
 */
package dev.nightjar.zoo.data;
