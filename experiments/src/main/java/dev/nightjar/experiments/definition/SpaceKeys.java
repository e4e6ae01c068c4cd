package dev.nightjar.experiments.definition;

import java.util.List;
import java.util.Set;

/** The keys that say more about the space that {@code parameters} spans. */
final class SpaceKeys {

  static final Key CONSTRAINTS =
      Key.optional(
              "constraints",
              new KeyType.Texts(),
              "What configurations must meet, each an expression over parameters that is true or"
                  + " false, such as model.num_layers * model.hidden_size <= 1024.")
          .byDefault("none");

  static final Key ENQUEUE =
      Key.optional(
              "enqueue",
              new KeyType.Special("a list of mappings from parameters to values"),
              "Configurations that are tried first, in this order; what one does not name is"
                  + " drawn.")
          .byDefault("none");

  static final KeyType.Section WARM_START =
      new KeyType.Section(
          List.of(
              Key.required(
                  "study",
                  new KeyType.Name(),
                  "study: my-first-study",
                  "Its name in the same storage: its best configurations are tried again first,"
                      + " and its trials are learned from.")),
          Set.of());

  private SpaceKeys() {}
}
