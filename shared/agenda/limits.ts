/** Sizes of templates. None is measured; the purpose day has 10 phases and some 40 steps. */
export const templateLimits = {
  /** Bytes of the JSON. */
  bytes: 200_000,
  /** Lists and objects inside each other. */
  depth: 40,
  title: 200,
  words: 2_000,
  ask: 20,
  phases: 40,
  steps: 40,
  prompts: 12,
  inputs: 8,
  fields: 12,
  blanks: 8,
  people: 100_000,
  /** A day. */
  seconds: 86_400,
  /** Notes that a step asks for or hands on. */
  notes: 10_000,
} as const
