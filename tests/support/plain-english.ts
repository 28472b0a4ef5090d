import type { Passage } from './prose.ts'

/** Sentences longer than this are counted; the project's rule for documents and comments. */
export const maxWordsInSentence = 35

/** One place that is hard to read. */
export interface EnglishFinding {
  readonly kind: 'clause' | 'long'
  /** Line of the file on which the clause or sentence begins. */
  readonly line: number
  /** The clause from its first word on, or the beginning of the long sentence. */
  readonly text: string
}

export interface EnglishReport {
  readonly words: number
  readonly findings: readonly EnglishFinding[]
  /** Words of each sentence. */
  readonly sentences: readonly number[]
}

/**
 * Finds clauses with what, who or whoever as the subject, and long sentences.
 * Questions and relative clauses ("the person who asks") are not counted.
 */
export function readEnglish(passages: readonly Passage[]): EnglishReport {
  const reports = passages.map(readPassage)
  return {
    words: reports.reduce((sum, { words }) => sum + words, 0),
    findings: reports.flatMap(({ findings }) => findings),
    sentences: reports.flatMap(({ sentences }) => sentences),
  }
}

function readPassage({ lines }: Passage): EnglishReport {
  const text = lines.map((line) => line.text).join(' ')
  const lineAt = (offset: number): number => {
    let end = 0
    for (const line of lines) {
      end += line.text.length + 1
      if (offset < end) return line.line
    }
    return lines.at(-1)?.line ?? 1
  }
  const findings: EnglishFinding[] = []
  const lengths: number[] = []
  for (const { start, sentence } of sentencesOf(text)) {
    const words = countWords(sentence)
    if (words > 0) lengths.push(words)
    if (words > maxWordsInSentence) {
      findings.push({ kind: 'long', line: lineAt(start), text: `${words} words: ${beginningOf(sentence)}` })
    }
    for (const offset of subjectClauses(sentence)) {
      findings.push({
        kind: 'clause',
        line: lineAt(start + offset),
        text: beginningOf(sentence.slice(offset)),
      })
    }
  }
  return { words: lengths.reduce((sum, words) => sum + words, 0), findings, sentences: lengths }
}

function sentencesOf(text: string): readonly { readonly start: number; readonly sentence: string }[] {
  const sentences: { start: number; sentence: string }[] = []
  let start = 0
  for (const end of text.matchAll(
    /(?<!\b(?:e\.g|i\.e|etc|vs|cf))[.!?…]["'”’)]*\s+(?=["'“‘([]*[\p{Lu}\d])/gu,
  )) {
    const next = end.index + end[0].length
    sentences.push({ start, sentence: text.slice(start, next).trimEnd() })
    start = next
  }
  sentences.push({ start, sentence: text.slice(start).trimEnd() })
  return sentences
}

function countWords(text: string): number {
  return text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length
}

const clauseStart =
  /(?:^["'“‘(]*|[;—–]["'”’)]*\s+["'“‘(]*|\s-\s)(?:(?:and|but|or|so|yet)\s+)?(?<word>what|who|whoever)\b(?=\s)/giu

/** After these the clause may also be an object ("and what it saw"): it is a subject when a second verb follows. */
const unsureStart =
  /(?::\s+|,\s+(?:and|but|or|so|yet|nor|then)\s+|,\s+(?!who\b)|\b(?:that|because|while|if|when|since|although)\s+)(?<word>what|who|whoever)\b(?=\s)/giu

/** Offsets of the clauses of one sentence that have what, who or whoever as their subject. */
function subjectClauses(sentence: string): readonly number[] {
  if (/\?["'”’)]*$/u.test(sentence)) return []
  const sure = [...sentence.matchAll(clauseStart)].map(offsetOfWord)
  const unsure = [...sentence.matchAll(unsureStart)]
    .map(offsetOfWord)
    .filter((offset) => verbGroups(clauseFrom(sentence, offset)) >= 2)
  return [...sure, ...unsure].sort((a, b) => a - b)
}

function offsetOfWord(match: RegExpExecArray): number {
  return match.index + match[0].length - (match.groups?.['word'] ?? '').length
}

/** The clause up to the next stop, comma or question word. */
function clauseFrom(sentence: string, offset: number): string {
  const clause = /^[^,;:.—–?!]*/.exec(sentence.slice(offset))?.[0] ?? ''
  return clause.split(/\s(?:and|or)\s(?=(?:what|who|whom|whose|how|where|when|whether)\b)/)[0] ?? clause
}

const auxiliaries = new Set(
  `is are was were be been being has have had do does did can cannot could may might must shall should will would
  isn't aren't wasn't doesn't don't can't`.split(/\s+/),
)

/** Verbs that often stand without an auxiliary in these clauses. */
const plainVerbs = new Set(
  `asks becomes begins brings came carries changes closes comes costs counts does ends finds follows gets gives goes
  happens has hears holds joins keeps knows leaves lies looks makes means needs opens passes puts reads remains says
  sees sends shows stands starts stays stops takes tells touches types uses waits wants went works writes wrote said saw
  took got gave made stood kept left`.split(/\s+/),
)

/** How many verbs with their helpers a clause has; an estimate. */
function verbGroups(clause: string): number {
  let groups = 0
  let isInGroup = false
  for (const [index, word] of clause.toLowerCase().split(/\s+/).entries()) {
    if (auxiliaries.has(word)) {
      if (!isInGroup) groups += 1
      isInGroup = true
    } else if (plainVerbs.has(word) || (index === 1 && /[^s]s$/.test(word))) {
      groups += 1
      isInGroup = false
    } else if (!/^(not|also|still|never|always|only|already|\w+ly)$/.test(word)) {
      isInGroup = false
    }
  }
  return groups
}

function beginningOf(text: string): string {
  return text.length > 90 ? `${text.slice(0, 90)}…` : text
}
