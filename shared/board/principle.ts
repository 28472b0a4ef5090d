import type { Language } from './document.ts'
import { blankLimits } from './limits.ts'

/**
 * A principle says which of two good things goes first, the sign that shows it and the sign that betrays it. It is a note
 * of the kind `principle`. Its text has a line for each part, so that it reads as a sentence wherever notes are shown, and
 * so that people write in it together. The blanks of these ids hold the parts alone. Where the two differ, the text counts.
 */
export interface Principle {
  /** What goes first. */
  readonly choice: string
  /** The good thing that comes after it. */
  readonly over: string
  /** The day on which people will see it. */
  readonly shows: string
  /** The day on which it will have been betrayed. */
  readonly betrays: string
}
export type PrinciplePart = keyof Principle

export const noPrinciple: Principle = { choice: '', over: '', shows: '', betrays: '' }

/** Letters of a part: as many as a blank has. */
export const partLimit = blankLimits.letters

/** The words before each part but the first, in the language of the board. */
export const principleWords = {
  en: {
    over: 'even over',
    shows: 'It will show on the day when',
    betrays: 'We will have betrayed it on the day when',
  },
  fr: {
    over: 'même au détriment de',
    shows: 'On le verra le jour où',
    betrays: 'On l’aura trahi le jour où',
  },
} as const satisfies Record<Language, Readonly<Record<Exclude<PrinciplePart, 'choice'>, string>>>

/** The lines of a principle. Parts without words have none. */
export function principleText(principle: Principle, language: Language): string {
  const { choice, over } = principle
  return [
    ...(choice === '' ? [] : [choice]),
    ...(over === '' ? [] : [overLine(over, language)]),
    ...signLines(principle, language),
  ]
    .map((line) => line.replaceAll('\n', ' '))
    .join('\n')
}

/** Its signs, each behind the words before it. A sign without words has no line. */
export function signLines(
  { shows, betrays }: Pick<Principle, 'shows' | 'betrays'>,
  language: Language,
): readonly string[] {
  const words = principleWords[language]
  return [
    ...(shows === '' ? [] : [`${words.shows} ${shows}`]),
    ...(betrays === '' ? [] : [`${words.betrays} ${betrays}`]),
  ]
}

/** "même au détriment du confort": the words before the second part, joined to it. */
export function overLine(over: string, language: Language): string {
  const before = principleWords[language].over
  return language === 'fr' ? frenchOver(before, over) : `${before} ${over}`
}

/** Both sides of a principle, as they stand in its text, without its signs. */
export function sidesOfPrinciple(text: string): string {
  const signs = text
    .split('\n')
    .findIndex((line) => ['shows', 'betrays'].includes(partOfLine(line)?.part ?? ''))
  return text
    .split('\n')
    .slice(0, signs < 0 ? undefined : signs)
    .join('\n')
    .trim()
}

/** Reads the lines of a principle in any language. Lines without the words of a part belong to the part before. */
export function readPrinciple(text: string): Principle {
  const parts: Record<PrinciplePart, string | undefined> = {
    choice: undefined,
    over: undefined,
    shows: undefined,
    betrays: undefined,
  }
  let current: PrinciplePart = 'choice'
  for (const line of text.split('\n')) {
    const found = partOfLine(line)
    current = found?.part ?? current
    const said = found?.said ?? line
    const before = parts[current]
    parts[current] = before === undefined ? said : `${before} ${said}`
  }
  const { choice = '', over = '', shows = '', betrays = '' } = parts
  return { choice, over, shows, betrays }
}

/** It has both sides, so it settles something. */
export function hasBothSides({ choice, over }: Principle): boolean {
  return choice.trim() !== '' && over.trim() !== ''
}

/** The parts without the spaces around them. */
export function trimmedPrinciple({ choice, over, shows, betrays }: Principle): Principle {
  return { choice: choice.trim(), over: over.trim(), shows: shows.trim(), betrays: betrays.trim() }
}

/** The parts of a principle that have words, as blanks of its note. */
export function blanksOfPrinciple(principle: Principle): Readonly<Record<string, string>> {
  const parts = Object.entries(trimmedPrinciple(principle)) as [PrinciplePart, string][]
  return Object.fromEntries(parts.filter(([, words]) => words !== ''))
}

function partOfLine(line: string): { readonly part: PrinciplePart; readonly said: string } | undefined {
  const plain = line.replaceAll("'", '’')
  for (const language of ['en', 'fr'] as const) {
    for (const part of ['shows', 'betrays', 'over'] as const) {
      const before = principleWords[language][part]
      if (part === 'over' && language === 'fr') {
        const said = frenchAfter(plain, line)
        if (said !== undefined) return { part, said }
      } else if (plain === before || plain.startsWith(`${before} `)) {
        return { part, said: line.slice(before.length + 1) }
      }
    }
  }
  return undefined
}

const vowel = /^[aeiouyàâäéèêëîïôöûùüœæ]/iu

/** "de" with the article or the vowel after it. */
function frenchOver(before: string, over: string): string {
  if (/^le\s/u.test(over)) return `${before.slice(0, -2)}du ${over.slice(3)}`
  if (/^les\s/u.test(over)) return `${before.slice(0, -2)}des ${over.slice(4)}`
  return vowel.test(over) ? `${before.slice(0, -2)}d’${over}` : `${before} ${over}`
}

/** The second part of such a line, as its author typed it; undefined for another line. */
function frenchAfter(plain: string, line: string): string | undefined {
  const { over } = principleWords.fr
  const stem = over.slice(0, -2)
  if (!plain.startsWith(stem)) return undefined
  const [rest, said] = [plain.slice(stem.length), line.slice(stem.length)]
  if (rest.startsWith('du ')) return `le ${said.slice(3)}`
  if (rest.startsWith('des ')) return `les ${said.slice(4)}`
  if (rest.startsWith('d’')) return said.slice(2)
  return rest === 'de' || rest.startsWith('de ') ? said.slice(3) : undefined
}
