import { inLine } from '../text/in-line.ts'

/** Letters of a note that tell which group it is. Not measured. */
const letters = 48

interface NamingNote {
  readonly id: string
  readonly text: string
  /** Milliseconds since 1970. Missing: the notes are in their order. */
  readonly created?: number
}

/**
 * The words by which a group without a name is called: the first ones of its oldest note that has any. They stay where
 * notes are moved. Empty: no note has words.
 */
export function firstWordsOf(notes: Iterable<NamingNote>): string {
  return inLine(oldestWordsOf(notes), letters)
}

/** All words of that note. */
export function oldestWordsOf(notes: Iterable<NamingNote>): string {
  let oldest: NamingNote | undefined
  for (const note of notes) if (note.text.trim() !== '' && (!oldest || isOlder(note, oldest))) oldest = note
  return oldest?.text ?? ''
}

/** Rows that are pasted come at one moment. */
function isOlder(a: NamingNote, b: NamingNote): boolean {
  if (a.created === undefined || b.created === undefined) return false
  return a.created === b.created ? a.id < b.id : a.created < b.created
}

/** The product's own words for the names of groups, in one language. */
export interface GroupNameWords {
  /** A group of which no note has words. */
  readonly untitledCluster: string
  /** A group without a name, by these words of a note of it. */
  readonly groupOf: (words: string) => string
}

/** The name of a group wherever it is shown, said or printed: the one that people gave it, or its first words. */
export function groupName(
  { title, firstWords }: { readonly title: string; readonly firstWords: string },
  { untitledCluster, groupOf }: GroupNameWords,
): string {
  return title.trim() || (firstWords === '' ? untitledCluster : groupOf(firstWords))
}
