import { isId, isStepPath } from '../../board/id.ts'
import type { StepPath } from '../../agenda/template.ts'
import type { Round } from '../../workshop/round.ts'

/** A version that a step puts to the test. */
export interface TestedSentence {
  /** Its id. */
  readonly version: string
  readonly statement: string
  /** Of the statement, from 1. */
  readonly number: number
  readonly text: string
}

/** The sentences of a step, in the order in which they are tested. */
export function sentencesIn(state: unknown, path: StepPath): readonly TestedSentence[] {
  const steps = (typeof state === 'object' && state !== null ? state : {}) as Record<string, unknown>
  const sentences = isStepPath(path) && Object.hasOwn(steps, path) ? steps[path] : undefined
  return Array.isArray(sentences) ? sentences.flatMap(readSentence) : []
}

/** The sentences of all steps that have some. */
export function allSentencesIn(state: unknown): Readonly<Record<StepPath, readonly TestedSentence[]>> {
  if (typeof state !== 'object' || state === null) return {}
  const steps = Object.keys(state).map((path) => [path, sentencesIn(state, path)] as const)
  return Object.fromEntries(steps.filter(([, sentences]) => sentences.length > 0))
}

function readSentence(entry: unknown): readonly TestedSentence[] {
  if (typeof entry !== 'object' || entry === null) return []
  const { version, statement, number, text } = entry as Record<string, unknown>
  if (!isId(version) || !isId(statement) || typeof number !== 'number' || typeof text !== 'string') return []
  return [{ version, statement, number, text }]
}

type StepRound = Pick<Round, 'step' | 'about' | 'state' | 'voted'>

/** The rounds of a step about one version. One that closed before anybody answered counts for nothing. */
export function testsOf<Each extends StepRound>(
  rounds: readonly Each[],
  path: StepPath,
  version: string,
): readonly Each[] {
  return rounds.filter(
    ({ step, about, state, voted }) => step === path && about === version && (state === 'open' || voted > 0),
  )
}

/** The sentence that comes next; undefined when each has been put to the test, whether anybody answered or not. */
export function nextSentence(
  sentences: readonly TestedSentence[],
  rounds: readonly StepRound[],
  path: StepPath,
): TestedSentence | undefined {
  return sentences.find(({ version }) => !wasPut(rounds, path, version))
}

/** The sentences that were put to the test while nobody answered: they can be put to it again. */
export function unansweredSentences(
  sentences: readonly TestedSentence[],
  rounds: readonly StepRound[],
  path: StepPath,
): readonly TestedSentence[] {
  return sentences.filter(
    ({ version }) => wasPut(rounds, path, version) && testsOf(rounds, path, version).length === 0,
  )
}

function wasPut(rounds: readonly StepRound[], path: StepPath, version: string): boolean {
  return rounds.some(({ step, about }) => step === path && about === version)
}

/** The field of the board where answers in words about a sentence stand. */
export function fieldOf({ number }: Pick<TestedSentence, 'number'>): string {
  return `statement-${number}`
}
