export const noteKinds = [
  'idea',
  'hope',
  'experience',
  'conviction',
  'expectation',
  'need',
  'stakeholder',
  'object',
  'principle',
  'commitment',
  'action',
] as const
export type NoteKind = (typeof noteKinds)[number]
