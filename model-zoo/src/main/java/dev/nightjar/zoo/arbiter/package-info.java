/**
 * For users of Arbiter, the search library that Deeplearning4j had until 1.0.0-beta7: what they
 * wrote for it works here. Nothing else in the product knows Arbiter.
 *
 * <p>Open {@link dev.nightjar.zoo.arbiter.ArbiterStudy} first: it searches an Arbiter space of
 * networks with any strategy, pruner and storage. {@link dev.nightjar.zoo.arbiter.ArbiterSpace}
 * says how Arbiter's parameter spaces become a search space, {@link
 * dev.nightjar.zoo.arbiter.ArbiterObjective} how a network is trained. Pieces may be mixed either
 * way: {@link dev.nightjar.zoo.arbiter.ArbiterStrategy} suggests with Arbiter's generators, {@link
 * dev.nightjar.zoo.arbiter.NightjarCandidateGenerator} gives Arbiter's runner our strategies.
 */
package dev.nightjar.zoo.arbiter;
