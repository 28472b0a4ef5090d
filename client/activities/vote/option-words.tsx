import { createContext, use, useCallback, useMemo } from 'react'
import { type Round, RoundTarget } from '#shared/workshop/round.ts'
import { voteWordsOf } from '#shared/activities/vote/result-words.ts'
import type { OptionWords, WordsOfOption } from '#shared/activities/vote/result.ts'
import { differencesOf, excerptOf } from '#shared/text/excerpt.ts'
import { useWords, useReader } from '../../i18n/use-words.ts'
import { useBoard } from '../../panels/host/board-context.tsx'
import { useSceneFact, useSceneList } from '../../panels/host/use-scene.ts'
import { useContentLanguage } from '../../panels/ui/content-language.ts'
import { photoWords, type PhotoWords } from '../../i18n/photo-words.ts'
import type { BoardModel } from '../../model/contract/board-model.ts'
import { useNumbers } from '../../panels/host/use-number.ts'
import { groupLabel } from '../../panels/host/group-label.ts'
import { personOfNeed } from '../../panels/host/person-of-need.ts'
import { voteWords } from './words.ts'

type Texts = NonNullable<Round['texts']>

type VoteTranslate = typeof voteWords.t

/** The words about which a round decides, of options that have other words by now. */
export const FrozenWords = createContext<Texts>({})

export const noFrozenWords: Texts = {}

/** Quiet, beside an option: the words that it has now, or that it is gone. Nothing where it is as people voted on it. */
export function ChangedSince({ option }: { readonly option: string }) {
  const t = useWords(voteWords)
  const language = useContentLanguage()
  const frozen = use(FrozenWords)[option]
  const { scene } = useBoard().model
  const now = useSceneFact(
    scene,
    ({ notes, clusters }) => notes.get(option)?.text ?? clusters.get(option)?.title,
  )
  if (frozen === undefined || now?.trim() === frozen.trim()) return null
  if (now === undefined) return <span className="vote__since quiet">{t('goneSince')}</span>
  return (
    <span className="vote__since quiet">
      {t('changedSince')}{' '}
      <q lang={language} dir="auto">
        {now.trim() === '' ? t('common.emptyNote') : now}
      </q>
    </span>
  )
}

interface OptionOnBoard extends OptionWords {
  readonly id: string
}

const sameWords = (a: OptionOnBoard, b: OptionOnBoard): boolean =>
  a.id === b.id && a.text === b.text && a.since === b.since && a.kind === b.kind

/** The words of the options of a round: those that it decided about, and what became of them since. */
export function useWordsOfOptions({
  target,
  options,
  texts = noFrozenWords,
}: Pick<Round, 'target' | 'options' | 'texts'>): WordsOfOption {
  const t = useWords(voteWords)
  const { language } = useReader()
  const { scene } = useBoard().model
  const numbers = useNumbers()
  const read = useCallback(
    (board: BoardModel['scene']) => {
      const words = voteWordsOf(language)
      const sinceOf = (option: string): string | null => {
        const now = board.notes.get(option)?.text ?? board.clusters.get(option)?.title
        const frozen = texts[option]
        if (target === RoundTarget.texts || frozen === undefined) return null
        if (now === undefined) return words.goneSince
        return now.trim() === frozen.trim() ? null : words.changedSince(now.trim() || words.emptyNote)
      }
      return options.map((id): OptionOnBoard => {
        const text = optionText(board, target, id, photoWords(t), texts[id]) ?? words.goneOption
        const empty = target === RoundTarget.clusters ? groupLabel(board, id, t) : words.emptyNote
        const isPrinciple = board.notes.get(id)?.kind === 'principle'
        return {
          id,
          text: text.trim() === '' ? empty : text,
          since: sinceOf(id),
          ...(isPrinciple && { kind: 'principle' }),
        }
      })
    },
    [target, options, texts, t, language],
  )
  const all = useSceneList(scene, read, sameWords)
  return useMemo(() => {
    const byId = new Map(all.map((words) => [words.id, words]))
    return (option) => ({ ...(byId.get(option) ?? { text: '', since: null }), number: numbers.get(option) })
  }, [all, numbers])
}

type Scene = BoardModel['scene']

/**
 * An option as a line of text; undefined when it is no longer on the board. `frozen`: the words about which its round
 * decides, where it has other ones by now.
 */
export function optionText(
  scene: Scene,
  target: RoundTarget,
  option: string,
  withPicture: PhotoWords,
  frozen?: string,
): string | undefined {
  if (target === 'clusters') return frozen ?? scene.clusters.get(option)?.title
  const note = scene.notes.get(option)
  const text = frozen ?? note?.text
  if (note?.kind === 'need') return ofSomebody(scene, note.from ?? [], text)
  return note?.photo ? withPicture((text ?? '').trim(), note.photo) : text
}

/** A need is judged as somebody's: the person or group that it was written for stands before it. */
function ofSomebody({ notes }: Scene, from: readonly string[], need: string | undefined): string | undefined {
  const who = personOfNeed(notes, from)
  return need === undefined || who === undefined ? need : `${who} · ${need}`
}

export function isOnBoard({ notes, clusters }: Pick<Scene, 'notes' | 'clusters'>, option: string): boolean {
  return notes.has(option) || clusters.has(option)
}

/**
 * The number of these dots on options that are no longer on the board. The canvas does not show them. Only
 * the list gives them back.
 */
export function dotsOnTheGone(
  scene: Pick<Scene, 'notes' | 'clusters'>,
  dots: Readonly<Record<string, number>>,
): number {
  return Object.entries(dots).reduce(
    (count, [option, own]) => (isOnBoard(scene, option) ? count : count + own),
    0,
  )
}

/** A label in names read aloud, which quote it: quotes of its own, as of a group without a title, are left out. */
export function onOneLine(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim()
  return /^[«“] ?([^«“»”]+?) ?[»”]$/u.exec(line)?.[1] ?? line
}

/** The label of one option: the words about which its round decides, or those that stand for none. */
export function optionLabel(
  scene: Scene,
  { target, texts }: Pick<Round, 'target' | 'texts'>,
  option: string,
  t: VoteTranslate,
): string {
  const text = optionText(scene, target, option, photoWords(t), texts?.[option])
  if (text === undefined) return t('gone')
  if (text.trim() !== '') return text
  return target === RoundTarget.clusters ? groupLabel(scene, option, t) : t('common.emptyNote')
}

/** The same, up to date while others write. */
export function useOptionLabel(target: RoundTarget, option: string): string {
  const t = useWords(voteWords)
  const { model } = useBoard()
  const texts = use(FrozenWords)
  return useSceneFact(model.scene, (scene) => optionLabel(scene, { target, texts }, option, t))
}

const sameText = (a: string, b: string) => a === b

/** Where the long texts among these options begin to differ from each other, up to date while others write. */
export function useDifferences(
  { target, texts = noFrozenWords }: Pick<Round, 'target' | 'texts'>,
  options: readonly string[],
): ReadonlyMap<string, number> {
  const { model } = useBoard()
  const read = useCallback(
    ({ notes }: BoardModel['scene']) =>
      target === 'clusters'
        ? []
        : options
            .map((option) => texts[option] ?? notes.get(option)?.text ?? '')
            .filter((text) => excerptOf(text) !== undefined),
    [target, options, texts],
  )
  const long = useSceneList(model.scene, read, sameText)
  return useMemo(() => differencesOf(long), [long])
}
