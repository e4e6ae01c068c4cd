package dev.nightjar.zoo.network;

import java.util.Optional;
import java.util.random.RandomGenerator;
import org.bytedeco.dnnl.stream;

/**
 * One run over one batch.
 *
 * @param queue where primitives run; on a CPU each has ended when its call returns
 * @param batch what is read and asked
 * @param state what sequences go on from, and where they leave off; empty if all begin from zero
 * @param random draws what is dropped, and noise
 */
record Pass(
    stream queue, SequenceBatch batch, Optional<RecurrentState> state, RandomGenerator random) {}
