/** What thirty people wrote in a purpose day, as such days go. */
export interface DayWords {
  readonly title: string
  readonly team: string
  readonly objects: readonly (readonly [object: string, kept: string])[]
  /** By field: the words of a note, its kind and the group in which it ends. */
  readonly startingPoints: readonly (readonly [
    field: 'drives' | 'expected',
    kind: 'hope' | 'experience' | 'conviction' | 'expectation',
    group: number | null,
    text: string,
  ])[]
  readonly groupTitles: readonly string[]
  readonly stakeholders: readonly (readonly [ring: 'near' | 'through' | 'far', name: string])[]
  /** Whose need it is, by the place in the list above, and the answers from 0 to 5. */
  readonly needs: readonly (readonly [who: number, text: string, answers: readonly number[]])[]
  readonly needsTitle: string
  /** Reasons against the last need. */
  readonly needObjections: readonly (readonly [text: string, name: string | null])[]
  readonly proposals: readonly string[]
  readonly questions: readonly (readonly [proposal: number, text: string, answer: string | null])[]
  readonly parked: readonly string[]
  readonly shortlistTitle: string
  /** The versions of each statement, first to last; the proposal that it grew from. */
  readonly statements: readonly { readonly proposal: number; readonly versions: readonly string[] }[]
  /** Other organisations, and how many said that the sentence would still be true: yes, almost, no. */
  readonly otherNames: readonly (readonly [name: string, yes: number, almost: number, no: number])[]
  readonly swapReasons: readonly (readonly [name: number, answer: number, reason: string])[]
  readonly who: readonly string[]
  /** Answers from 0 to 5 in the first round of consent and in the second. */
  readonly consent: readonly (readonly number[])[]
  readonly objections: readonly (readonly [text: string, name: string | null, reply: string])[]
  readonly missing: string
  readonly principles: readonly (readonly [choice: string, over: string, shows: string, betrays: string])[]
  readonly commitments: readonly (readonly [text: string, who: string, when: string])[]
  readonly lastWords: readonly string[]
}
