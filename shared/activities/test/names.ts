import { cleanLine } from '../../text/clean-line.ts'
import { folded } from '../../text/folded.ts'
import { roundLimits } from '../../workshop/round.ts'
import { theirsLimits, type TheirPurpose } from '../../workshop/theirs.ts'

/** Fewer names prove little, and more tire the room. Not measured. */
export const fewestNames = 3
export const mostNames = 4

/** The first names of a line with commas, each once. */
export function namesIn(line: string): readonly string[] {
  return namesOf(line.split(/[,;\n]/u))
}

/** The first of these names that say something, each once. */
export function namesOf(names: readonly string[]): readonly string[] {
  const known = new Map<string, string>()
  for (const name of names) {
    const clean = cleanLine(name, roundLimits.label)
    if (clean !== '' && !known.has(folded(clean))) known.set(folded(clean), clean)
  }
  return [...known.values()].slice(0, mostNames)
}

export function areEnough(names: readonly string[]): boolean {
  return names.length >= fewestNames
}

/** The same as one pastes them. */
export function linesOfTheirs(theirs: readonly TheirPurpose[]): string {
  return theirs.map(({ text, source }) => (source === '' ? text : `${text} — ${source}`)).join('\n')
}

/** The purposes in pasted lines: "the sentence — whose it is". A line without a source has an empty one. */
export function theirsIn(pasted: string): readonly TheirPurpose[] {
  return pasted.split('\n').flatMap((line) => {
    const [, said = line, whose = ''] = /^(.+?)(?:\s+[—–|-]+\s+|\t+)([^—–|\t]+)$/u.exec(line.trim()) ?? []
    const text = cleanLine(said.replaceAll(/^[\s"“”«»]+|[\s"“”«»]+$/gu, ''), theirsLimits.text)
    return text === '' ? [] : [{ text, source: cleanLine(whose, theirsLimits.source) }]
  })
}
