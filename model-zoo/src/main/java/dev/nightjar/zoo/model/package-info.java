/**
 * Trained models in use: what a program needs to read texts and numbers with the network that a
 * study found.
 *
 * <p>Open {@link dev.nightjar.zoo.model.Model} first; it opens a model, and each of its kinds is a
 * class: {@link dev.nightjar.zoo.model.Classifier}, {@link dev.nightjar.zoo.model.LanguageModel},
 * {@link dev.nightjar.zoo.model.Regressor}, {@link dev.nightjar.zoo.model.SeriesClassifier}, {@link
 * dev.nightjar.zoo.model.Forecaster}, {@link dev.nightjar.zoo.model.MusicModel}. Networks that read
 * from front to back can also be fed a step at a time, the state carried over: {@link
 * dev.nightjar.zoo.model.TokenStream}, {@link dev.nightjar.zoo.model.NumberStream}, {@link
 * dev.nightjar.zoo.model.MusicStream}. {@code ModelOpener} is the one place that knows which
 * interpretation makes which kind.
 *
 * <p>For steady times set {@code OMP_NUM_THREADS=1} in the environment before the JVM starts:
 * native libraries that share a small step between threads are slower.
 */
package dev.nightjar.zoo.model;
