package dev.nightjar.experiments.definition;

/** The keys that say more about the space that {@code parameters} spans. */
final class SpaceKeys {

  static final Key CONSTRAINTS =
      Key.optional(
          "constraints",
          new KeyType.Texts(),
          "What configurations must meet, each an expression over parameters that is true or false,"
              + " such as model.num_layers * model.hidden_size <= 1024.");

  static final Key ENQUEUE =
      Key.optional(
          "enqueue",
          new KeyType.Special("a list of mappings from parameters to values"),
          "Configurations that are tried first, in this order; what one does not name is drawn.");

  private SpaceKeys() {}
}
