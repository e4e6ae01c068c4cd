package dev.nightjar.experiments.definition;

import java.util.Optional;

/** Which parameters there may be to search, and what each may be. */
interface ParameterNames {

  /** What the parameter of an entry may be; empty after recording that there is no such one. */
  Optional<ParameterDomain> find(YamlMap.Entry entry);
}
