import { createHash } from 'node:crypto'
import type * as Y from 'yjs'
import { TestKind } from '#shared/activities/test/activity.ts'
import { areEnough, namesIn, namesOf } from '#shared/activities/test/names.ts'
import { testWordsOf } from '#shared/activities/test/result-words.ts'
import { swapped } from '#shared/activities/test/swap.ts'
import {
  fieldOf,
  nextSentence,
  sentencesIn,
  testsOf,
  unansweredSentences,
  type TestedSentence,
} from '#shared/activities/test/test-state.ts'
import { fill } from '#shared/agenda/fill.ts'
import type { Answers, Step, StepPath } from '#shared/agenda/template.ts'
import { readActivity, writeActivity, type Json } from '#shared/board/activities.ts'
import { readMeta, type Language } from '#shared/board/document.ts'
import { titleLimit } from '#shared/board/limits.ts'
import { notesOf } from '#shared/board/note.ts'
import { roundsOf } from '#shared/board/round.ts'
import { statementsFor } from '#shared/board/step-inputs.ts'
import { cleanLine } from '#shared/text/clean-line.ts'
import { cutTo } from '#shared/text/letters.ts'
import { CheckpointReason } from '#shared/workshop/checkpoint.ts'
import { PollMethod, roundLimits, RoundTarget, scoreRules, type Round } from '#shared/workshop/round.ts'
import { isAboutTheirs, theirsLimits, type TheirPurpose } from '#shared/workshop/theirs.ts'
import { latestVersions } from '../../statements/keep-words.ts'
import { placeFields } from '../../agenda/place-fields.ts'
import type { ActivityTools, BoardActivity, RunningStep } from '../../contracts/activity.ts'
import type { LiveBoard } from '../../contracts/live-board.ts'
import { pollsBeside, type BoardPolls, type NewPoll, type OpeningProblem } from '../../polls/board-polls.ts'

const name = 'test'

type TestStep = Extract<Step, { readonly activity: 'test' }>

interface RunningTest {
  readonly path: StepPath
  readonly step: TestStep
  readonly answers: Answers
}

export type TestProblem = OpeningProblem | 'agenda_moved' | 'names_needed'

/** The tests of one open board. */
export class TestBoard implements BoardActivity {
  /** It needs no hook. */
  readonly closed?: () => void
  readonly #board: LiveBoard
  readonly #polls: BoardPolls
  readonly #tools: Pick<ActivityTools, 'keepBefore' | 'log' | 'now'>
  #running: RunningTest | null = null

  private constructor(
    board: LiveBoard,
    polls: BoardPolls,
    tools: Pick<ActivityTools, 'keepBefore' | 'log' | 'now'>,
  ) {
    this.#board = board
    this.#polls = polls
    this.#tools = tools
  }

  static async of(board: LiveBoard, tools: ActivityTools): Promise<TestBoard> {
    return new TestBoard(board, await pollsBeside(board, tools), tools)
  }

  /** A swap begins by itself where the names are known. */
  readonly stepBegan = async (running: RunningStep): Promise<void> => {
    const { step, path, answers } = running
    if (step.activity !== 'test') return this.#stop()
    this.#running = { step, path, answers }
    const sentences = await this.#choose(running)
    if (step.kind !== TestKind.swap) return this.#placeAreas(running, sentences)
    const { rounds } = this.#read()
    const isBegun = sentences.some(({ version }) => testsOf(rounds, path, version).length > 0)
    if (isBegun || sentences.length === 0 || !areEnough(this.#names())) return
    // People who come back find the sentence again about which nobody has answered.
    const [again] = unansweredSentences(sentences, rounds, path)
    const outcome = await this.openNext({ again: again?.version })
    if ('problem' in outcome)
      this.#tools.log.warn({ board: this.#board.id, problem: outcome.problem }, 'a test could not be opened')
  }

  readonly stepEnds = async (): Promise<void> => this.#stop()
  readonly stepsAreOver = async (): Promise<void> => this.#stop()

  /**
   * Opens the test of the next sentence, or again of one about which nobody has answered, with these names or those that the
   * step has; of opposites the question which of them somebody could defend. `id`: that of the command; without one a step
   * begins.
   */
  async openNext({
    id,
    given,
    again,
    theirs,
  }: {
    readonly id?: string
    readonly given?: readonly string[] | undefined
    readonly again?: string | undefined
    readonly theirs?: readonly TheirPurpose[] | undefined
  }): Promise<{ readonly round: string } | { readonly problem: TestProblem }> {
    const running = this.#running
    if (running?.step.kind === TestKind.opposite && id !== undefined) return this.#askDefensible(running, id)
    if (running?.step.kind !== TestKind.swap) return { problem: 'agenda_moved' }
    if (theirs && id !== undefined) return this.#askAboutTheirs(running, id, theirs)
    const names = given ? namesOf(given) : this.#names()
    if (!areEnough(names)) return { problem: 'names_needed' }
    const { rounds, sentences, language } = this.#read()
    // The same command again.
    if (id !== undefined && rounds.some((round) => round.id === id)) return { round: id }
    const sentence =
      again === undefined
        ? nextSentence(sentences, rounds, running.path)
        : unansweredSentences(sentences, rounds, running.path).find(({ version }) => version === again)
    if (!sentence) return { problem: 'agenda_moved' }
    const former = rounds.filter(({ step, about }) => step === running.path && about === sentence.version)
    const poll = this.#pollOf(sentence, {
      id: id ?? roundIdOf(this.#board.id, running.path, sentence.version, former.length),
      previous: former.at(-1)?.id ?? null,
      running,
      names,
      language,
    })
    return this.#open(poll)
  }

  /** Asks in secret which of the opposites somebody could defend, once, after all are shown. The step's end closes it. */
  async #askDefensible({ path, step, answers }: RunningTest, id: string): ReturnType<TestBoard['openNext']> {
    const { rounds, language } = this.#read()
    if (rounds.some((round) => round.id === id)) return { round: id }
    const notes = this.#board
      .read(notesOf)
      .filter((note) => note.step === path && note.text.trim() !== '')
      .slice(0, roundLimits.budget)
    if (notes.length === 0 || rounds.some((round) => round.step === path)) return { problem: 'agenda_moved' }
    const [prompt] = step.prompt
    return this.#open({
      id,
      method: PollMethod.dots,
      title: cleanLine(prompt ? fill(prompt, language, answers).text : '', roundLimits.title),
      target: RoundTarget.texts,
      options: notes.map((note) => note.id),
      texts: Object.fromEntries(notes.map((note) => [note.id, cutTo(note.text, roundLimits.text)])),
      budget: notes.length,
      cap: 1,
      isSecret: true,
      minutes: null,
      previous: null,
      step: path,
    })
  }

  /** Asks in secret which of these purposes we could sign as they are. Nobody sees whose they are before it is closed. */
  async #askAboutTheirs(
    { path }: RunningTest,
    id: string,
    theirs: readonly TheirPurpose[],
  ): ReturnType<TestBoard['openNext']> {
    const { rounds, language } = this.#read()
    if (rounds.some((round) => round.id === id)) return { round: id }
    const said = theirs.map(
      ({ text, source }, index) =>
        [
          `theirs-${index + 1}`,
          cleanLine(text, theirsLimits.text),
          cleanLine(source, theirsLimits.source),
        ] as const,
    )
    if (said.some(([, text, source]) => text === '' || source === '')) return { problem: 'names_needed' }
    return this.#open({
      id,
      method: PollMethod.choice,
      title: testWordsOf(language).theirs,
      target: RoundTarget.texts,
      options: said.map(([option]) => option),
      texts: Object.fromEntries(said.map(([option, text]) => [option, text])),
      labels: Object.fromEntries(said.map(([option, , source]) => [option, source])),
      ...scoreRules(said.length, PollMethod.choice),
      isSecret: true,
      minutes: null,
      previous: null,
      step: path,
    })
  }

  async #open(poll: NewPoll): ReturnType<TestBoard['openNext']> {
    const problem = await this.#polls.openPoll(poll, {
      check: () => undefined,
      before: () => this.#tools.keepBefore(this.#board.id, CheckpointReason.round),
    })
    return problem ? { problem } : { round: poll.id }
  }

  #stop(): void {
    this.#running = null
  }

  #read(): {
    readonly rounds: readonly Round[]
    readonly sentences: readonly TestedSentence[]
    readonly language: Language
  } {
    const path = this.#running?.path ?? ''
    return this.#board.read((doc) => ({
      rounds: roundsOf(doc),
      sentences: sentencesIn(readActivity(doc, name), path),
      language: readMeta(doc).language,
    }))
  }

  /** Those of the step's first test, else those that were asked for or planned. */
  #names(): readonly string[] {
    if (!this.#running) return []
    const { path, step, answers } = this.#running
    const former = this.#read().rounds.findLast(
      (round) => round.step === path && round.labels && !isAboutTheirs(round),
    )
    if (former?.labels) return Object.values(former.labels)
    const asked = step.namesFrom === undefined ? undefined : answers[step.namesFrom]
    return asked === undefined ? namesOf(step.names ?? []) : namesIn(String(asked))
  }

  /** Puts the latest version of each statement on the list; versions that were tested in the step before stay on it. */
  async #choose(running: RunningStep): Promise<readonly TestedSentence[]> {
    const { path } = running
    let chosen: readonly TestedSentence[] = []
    await this.#board.write((doc) => {
      const state = readActivity(doc, name)
      const rounds = roundsOf(doc)
      const former = sentencesIn(state, path)
      const isTested = ({ version }: TestedSentence): boolean => testsOf(rounds, path, version).length > 0
      const tested = former.filter(isTested)
      const known = new Set(tested.map(({ version }) => version))
      chosen = [
        ...tested,
        ...latestSentences(doc, running, this.#tools.now()).filter(({ version }) => !known.has(version)),
      ]
      if (JSON.stringify(chosen) === JSON.stringify(former)) return
      const steps = (typeof state === 'object' ? state : null) as Readonly<Record<string, Json>> | null
      writeActivity(doc, name, { ...steps, [path]: chosen.map((sentence) => ({ ...sentence })) })
    })
    return chosen
  }

  /** Answers in words come into an area for each statement. */
  async #placeAreas(running: RunningStep, sentences: readonly TestedSentence[]): Promise<void> {
    const language = this.#board.read((doc) => readMeta(doc).language)
    const fields = sentences.map((sentence) => ({
      id: fieldOf(sentence),
      title: { [language]: cleanLine(sentence.text, titleLimit) },
    }))
    await placeFields(this.#board, running, fields)
  }

  #pollOf(
    sentence: TestedSentence,
    {
      id,
      previous,
      running: { path, step, answers },
      names,
      language,
    }: Pick<NewPoll, 'id' | 'previous'> & {
      readonly running: RunningTest
      readonly names: readonly string[]
      readonly language: Language
    },
  ): NewPoll {
    const ours = String((step.oursFrom === undefined ? undefined : answers[step.oursFrom]) ?? step.ours ?? '')
    const labelled = names.map((label, index) => [`name-${index + 1}`, label] as const)
    const options = labelled.map(([id]) => id)
    const [prompt] = step.prompt
    return {
      id,
      method: PollMethod.choice,
      title: cleanLine(prompt ? fill(prompt, language, answers).text : '', roundLimits.title),
      target: RoundTarget.texts,
      options,
      about: sentence.version,
      texts: Object.fromEntries(
        labelled.map(([id, label]) => [
          id,
          cutTo(swapped(sentence.text, ours, label, language), roundLimits.text),
        ]),
      ),
      labels: Object.fromEntries(labelled),
      ...scoreRules(options.length, PollMethod.choice),
      isSecret: true,
      minutes: null,
      previous,
      step: path,
    }
  }
}

/**
 * The latest versions of the statements that the step takes, or of all where it takes none. The words of a statement
 * without a version become its first one.
 */
function latestSentences(
  doc: Y.Doc,
  { template, step, path }: RunningStep,
  at: number,
): readonly TestedSentence[] {
  return latestVersions(doc, statementsFor(doc, template, step), { step: path, at }).map(
    ({ statement, version }) => ({
      version: version.id,
      statement: statement.id,
      number: statement.number,
      text: version.text,
    }),
  )
}

/** The same when a step begins again after a crash. */
function roundIdOf(board: string, path: StepPath, version: string, former: number): string {
  return createHash('sha256').update(`${board} ${path} ${version} ${former}`).digest('base64url').slice(0, 12)
}
