/**
 * The recurrent engine: networks of an input, stacked layers and a head, trained on oneDNN's
 * kernels.
 *
 * <p>Open {@link dev.nightjar.zoo.network.RecurrentNetwork} first. A {@link
 * dev.nightjar.zoo.network.NetworkSpec} says what a network looks like, a {@link
 * dev.nightjar.zoo.network.SequenceBatch} is what it reads, a {@link
 * dev.nightjar.zoo.network.RecurrentState} what it carries from batch to batch, a {@link
 * dev.nightjar.zoo.network.ModelFile} what is left of it.
 *
 * <p>Inside, {@code Weights} holds the one parameter and the one gradient buffer. A {@code
 * SequencePlan}, one for each batch shape and kept in {@code PlanCache}, lines up {@code Stage}s,
 * which hand each other {@code Signal}s and hold the primitives with their arguments, so that a
 * training step is a row of ready calls. Each kind of layer is a stage in a file of its own; {@code
 * CellPrimitives} knows how oneDNN names each cell.
 *
 * <p>Native memory is owned by name ({@code NativeResources}, {@code NativeMemory}) and freed by
 * {@code close()}. Computing is for one thread: set {@code OMP_NUM_THREADS=1} in the environment
 * before the JVM starts.
 */
package dev.nightjar.zoo.network;
