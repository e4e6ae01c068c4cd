/**
 * The recurrent engine: networks of token embedding, stacked recurrent layers and softmax, trained
 * on oneDNN's kernels.
 *
 * <p>Open {@link dev.nightjar.zoo.network.RecurrentNetwork} first. A {@link
 * dev.nightjar.zoo.network.NetworkSpec} says what a network looks like, a {@link
 * dev.nightjar.zoo.network.SequenceBatch} is what it reads, a {@link
 * dev.nightjar.zoo.network.ModelFile} what is left of it. Inside, {@code Weights} holds the one
 * parameter and the one gradient buffer, and a {@code SequencePlan}, one for each batch shape and
 * kept in {@code PlanCache}, holds the primitives with their arguments, so that a training step is
 * a row of ready calls.
 *
 * <p>Native memory is owned by name ({@code NativeResources}, {@code NativeMemory}) and freed by
 * {@code close()}. Computing is for one thread: set {@code OMP_NUM_THREADS=1} in the environment
 * before the JVM starts.
 */
package dev.nightjar.zoo.network;
