import type * as Y from 'yjs'
import { TestKind } from '#shared/activities/test/activity.ts'
import { areEnough, namesIn, namesOf } from '#shared/activities/test/names.ts'
import { swapped } from '#shared/activities/test/swap.ts'
import { swap, theirsAsks } from '#shared/activities/test/swap-asking.ts'
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
import type { Thing } from '#shared/asking/ask.ts'
import { readActivity, writeActivity, type Json, askedName } from '#shared/board/activities.ts'
import { readMeta, type Language } from '#shared/board/document.ts'
import { titleLimit } from '#shared/board/limits.ts'
import { notesOf } from '#shared/board/note.ts'
import { roundsOf } from '#shared/board/round.ts'
import { askedStatements } from '#shared/board/step-inputs.ts'
import { cleanLine } from '#shared/text/clean-line.ts'
import { testsIn, type StepTest } from '#shared/statements/tested.ts'
import { cutTo } from '#shared/text/letters.ts'
import { CheckpointReason } from '#shared/workshop/checkpoint.ts'
import { PollMethod, roundLimits, RoundTarget, type Round } from '#shared/workshop/round.ts'
import { isAboutTheirs, theirsLimits, type TheirPurpose } from '#shared/workshop/theirs.ts'
import { askingsBeside, type AskingBoard } from '../../asking/asking-board.ts'
import type { AskedTurn } from '../../asking/asking-rows.ts'
import { latestVersions } from '../../statements/keep-words.ts'
import { placeFields } from '../../agenda/pour-notes.ts'
import type { ActivityTools, BoardActivity, RunningStep } from '../../contracts/activity.ts'
import type { LiveBoard } from '../../contracts/live-board.ts'
import { pollsBeside, type BoardPolls, type OpeningProblem } from '../../polls/board-polls.ts'

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
  readonly #askings: AskingBoard
  readonly #tools: Pick<ActivityTools, 'keepBefore' | 'log' | 'now'>
  #running: RunningTest | null = null

  private constructor(
    board: LiveBoard,
    polls: BoardPolls,
    askings: AskingBoard,
    tools: Pick<ActivityTools, 'keepBefore' | 'log' | 'now'>,
  ) {
    this.#board = board
    this.#polls = polls
    this.#askings = askings
    this.#tools = tools
  }

  static async of(board: LiveBoard, tools: ActivityTools): Promise<TestBoard> {
    return new TestBoard(board, await pollsBeside(board, tools), await askingsBeside(board, tools), tools)
  }

  /** A swap begins by itself where the names are known. */
  readonly stepBegan = async (running: RunningStep): Promise<void> => {
    const { step, path, answers } = running
    if (step.activity !== 'test') return this.#stop()
    this.#running = { step, path, answers }
    const sentences = await this.#choose(running)
    if (step.kind !== TestKind.swap) return this.#placeAreas(running, sentences)
    const { tests } = this.#read()
    const isBegun = sentences.some(({ version }) => testsOf(tests, path, version).length > 0)
    if (isBegun || sentences.length === 0 || !areEnough(this.#names())) return
    // People who come back find the sentence again about which nobody has answered.
    const [again] = unansweredSentences(sentences, tests, path)
    const problem = await this.openNext({ again: again?.version })
    if (problem) this.#tools.log.warn({ board: this.#board.id, problem }, 'a test could not be opened')
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
  }): Promise<TestProblem | undefined> {
    const running = this.#running
    if (running?.step.kind === TestKind.opposite && id !== undefined) return this.#askDefensible(running, id)
    if (running?.step.kind !== TestKind.swap) return 'agenda_moved'
    if (theirs && id !== undefined) return this.#askAboutTheirs(running.path, id, theirs)
    const names = given ? namesOf(given) : this.#names()
    if (!areEnough(names)) return 'names_needed'
    const { tests, sentences } = this.#read()
    // The same command again.
    if (id !== undefined && tests.some((test) => test.id === id)) return undefined
    const sentence =
      again === undefined
        ? nextSentence(sentences, tests, running.path)
        : unansweredSentences(sentences, tests, running.path).find(({ version }) => version === again)
    if (!sentence) return 'agenda_moved'
    const { version, text, number } = sentence
    return this.#ask({
      id,
      step: running.path,
      asks: swap.ask,
      about: { id: version, text, label: String(number) },
      things: this.#underNames(sentence, names, running),
    })
  }

  /** Asks in secret which of the opposites somebody could defend, once, after all are shown. The step's end closes it. */
  async #askDefensible({ path, step, answers }: RunningTest, id: string): Promise<TestProblem | undefined> {
    const { rounds, language } = this.#read()
    if (rounds.some((round) => round.id === id)) return undefined
    const notes = this.#board
      .read(notesOf)
      .filter((note) => note.step === path && note.text.trim() !== '')
      .slice(0, roundLimits.budget)
    if (notes.length === 0 || rounds.some((round) => round.step === path)) return 'agenda_moved'
    const [prompt] = step.prompt
    const poll = {
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
    }
    const problem = await this.#polls.openPoll(poll, {
      check: () => undefined,
      before: () => this.#tools.keepBefore(this.#board.id, CheckpointReason.round),
    })
    return problem
  }

  /** Asks in secret which of these purposes we could sign as they are. Nobody sees whose they are before it is closed. */
  async #askAboutTheirs(
    path: StepPath,
    id: string,
    theirs: readonly TheirPurpose[],
  ): Promise<TestProblem | undefined> {
    const things = theirs.map(({ text, source }, index) => ({
      id: `theirs-${index + 1}`,
      text: cleanLine(text, theirsLimits.text),
      label: cleanLine(source, theirsLimits.source),
    }))
    if (things.some(({ text, label }) => text === '' || label === '')) return 'names_needed'
    return this.#ask({ id, step: path, asks: theirsAsks, things, hidesLabels: true })
  }

  async #ask(turn: Omit<AskedTurn, 'activity' | 'audience'>): Promise<TestProblem | undefined> {
    this.#tools.keepBefore(this.#board.id, CheckpointReason.round)
    const problem = await this.#askings.askTurn({ ...turn, activity: name, audience: swap.audience })
    return problem && 'agenda_moved'
  }

  #stop(): void {
    this.#running = null
  }

  #read(): {
    readonly rounds: readonly Round[]
    /** Under other names, oldest first. */
    readonly tests: readonly StepTest[]
    readonly sentences: readonly TestedSentence[]
    readonly language: Language
  } {
    const path = this.#running?.path ?? ''
    return this.#board.read((doc) => ({
      rounds: roundsOf(doc),
      tests: allTestsIn(doc),
      sentences: sentencesIn(readActivity(doc, name), path),
      language: readMeta(doc).language,
    }))
  }

  /** Those of the step's first test, else those that were asked for or planned. */
  #names(): readonly string[] {
    if (!this.#running) return []
    const { path, step, answers } = this.#running
    const former = this.#read().tests.findLast(
      (test) => test.step === path && test.labels && !isAboutTheirs(test),
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
      const tests = allTestsIn(doc)
      const former = sentencesIn(state, path)
      const isTested = ({ version }: TestedSentence): boolean => testsOf(tests, path, version).length > 0
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

  /** The sentence as each of the others would sign it. */
  #underNames(
    { text }: TestedSentence,
    names: readonly string[],
    { step, answers }: RunningTest,
  ): readonly Thing[] {
    const ours = String((step.oursFrom === undefined ? undefined : answers[step.oursFrom]) ?? step.ours ?? '')
    const { language } = this.#read()
    return names.map((label, index) => ({
      id: `name-${index + 1}`,
      text: cutTo(swapped(text, ours, label, language), roundLimits.text),
      label,
    }))
  }
}

function allTestsIn(doc: Y.Doc): readonly StepTest[] {
  return testsIn(roundsOf(doc), readActivity(doc, askedName))
}

/**
 * The latest versions of the sentences that the step asks about. The words of a statement
 * without a version become its first one.
 */
function latestSentences(
  doc: Y.Doc,
  { template, step, path }: RunningStep,
  at: number,
): readonly TestedSentence[] {
  return latestVersions(doc, askedStatements(doc, template, step), { step: path, at }).map(
    ({ statement, version }) => ({
      version: version.id,
      statement: statement.id,
      number: statement.number,
      text: version.text,
    }),
  )
}
