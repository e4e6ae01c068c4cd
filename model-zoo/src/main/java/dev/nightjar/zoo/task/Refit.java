package dev.nightjar.zoo.task;

/**
 * A network that was trained on the training and the validation part together. Nothing is left that
 * could say how good it is but the test part.
 *
 * @param trainingLoss of its last epoch, the mean over the batches
 * @param seconds how long the training took
 * @param model its archive
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
public record Refit(double trainingLoss, double seconds, byte[] model) {}
