/**
 * Models for Deeplearning4j: a trained network as a {@code MultiLayerNetwork} zip.
 *
 * <p>Open {@link dev.nightjar.zoo.dl4j.Dl4jExport} first. {@code Dl4jNetwork} builds the layers and
 * {@code Dl4jWeights} fills them. LSTM and RNN become layers that DL4J has itself; a GRU, which it
 * lacks, becomes a {@link dev.nightjar.zoo.dl4j.GruLayer}, so whoever loads one needs this package
 * on the class path.
 */
package dev.nightjar.zoo.dl4j;
