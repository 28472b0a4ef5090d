import { atom } from 'nanostores'
import { useStore } from '@nanostores/react'
import { Fragment, useCallback, useMemo } from 'react'
import { pairKey, pairLimit, pairsIn } from '#shared/activities/read/pairs.ts'
import { ReadOperation } from '#shared/activities/read/activity.ts'
import type { Step } from '#shared/agenda/template.ts'
import { Operation } from '#shared/workshop/policy.ts'
import { titleIn } from '#shared/board/area.ts'
import { familiesOf, relativesIn } from '#shared/workshop/families.ts'
import type { LikelyPair } from '#shared/sorting/duplicates.ts'
import { useWords } from '../../i18n/use-words.ts'
import { currentLanguage } from '../../i18n/i18n.ts'
import { useBoard, useMay } from '../../panels/host/board-context.tsx'
import { useActivityState, useRunCommand } from '../../panels/host/use-activity.ts'
import { useSceneFact } from '../../panels/host/use-scene.ts'
import { Button } from '../../panels/ui/button.tsx'
import { useContentLanguage } from '../../panels/ui/content-language.ts'
import { Statement } from '../../panels/ui/statement.tsx'
import { ForgetAll } from './questions.tsx'
import { readWords } from './words.ts'
import { isParked } from '#shared/board/parking-lot.ts'
import type { BoardModel } from '../../model/contract/board-model.ts'
import type { Note } from '#shared/board/note.ts'
import { useSorted, useSortingThread } from '../../sorting/sorting-thread.ts'

/** The pairs that the person has looked at and kept, on this screen. */
const kept = atom<ReadonlySet<string>>(new Set())
/** The person's answers on this screen by pair, where they are newer than those that the server has told. */
const said = atom<ReadonlyMap<string, boolean>>(new Map())

interface OpenPair extends LikelyPair {
  /** So many say that it is one idea. */
  readonly yes: number
}

interface PairsProps {
  readonly pairs: readonly OpenPair[]
}

/** The pairs that nobody has settled on this screen, those with most yeses first. Relatives are one idea by their origin. */
export function useOpenPairs(step: Step): readonly OpenPair[] {
  const { model } = useBoard()
  const looked = useStore(kept)
  const pairs = useLikelyPairs(model, step)
  const agreed = new Map(pairsIn(useActivityState('read')).map((pair) => [pairKey(pair), pair.yes]))
  return pairs
    .filter((pair) => !looked.has(pairKey(pair)))
    .map((pair) => ({ ...pair, yes: agreed.get(pairKey(pair)) ?? 0 }))
    .sort((a, b) => b.yes - a.yes)
}

/** The pairs about which somebody said yes, on top of the stage: there the facilitator merges them, in sight of everybody. */
export function AgreedIdeas({ pairs }: PairsProps) {
  const t = useWords(readWords)
  const agreed = pairs.filter(({ yes }) => yes > 0)
  if (agreed.length === 0) return null
  return (
    <section className="read-task__part read-task__agreed" aria-labelledby="read-agreed">
      <h3 id="read-agreed">{t('agreed')}</h3>
      <PairList pairs={agreed} />
    </section>
  )
}

/**
 * Proposals, each with its reason and with the words that differ. Those that may be opposites come last. Everybody may say
 * yes; nothing is merged by itself.
 */
export function SameIdeas({ pairs }: PairsProps) {
  const t = useWords(readWords)
  const mayMerge = useMay(Operation.removeAnyNote)
  const count = pairsIn(useActivityState('read')).length
  const open = pairs.filter(({ yes }) => yes === 0)
  const opposites = open.filter(({ difference }) => difference.isOpposite)
  const alike = open.filter(({ difference }) => !difference.isOpposite)
  return (
    <>
      <ForgetAll list="pairs" count={count} most={pairLimit} />
      {(alike.length > 0 || pairs.length === 0) && (
        <section className="read-task__part" aria-labelledby="read-same">
          <h3 id="read-same">{t('same')}</h3>
          {alike.length === 0 ? (
            <p className="quiet">{t('noneAlike')}</p>
          ) : (
            <>
              <p className="quiet">
                {t('sameHint')} {t(mayMerge ? 'mergeHint' : 'yesHint')}
              </p>
              <PairList pairs={alike} />
            </>
          )}
        </section>
      )}
      {opposites.length > 0 && (
        <section className="read-task__part" aria-labelledby="read-opposite">
          <h3 id="read-opposite">{t('opposite')}</h3>
          <p className="quiet">{t('oppositeHint')}</p>
          <PairList pairs={opposites} />
        </section>
      )}
    </>
  )
}

function PairList({ pairs }: PairsProps) {
  const mayMerge = useMay(Operation.removeAnyNote)
  return (
    <ul>
      {pairs.map((pair) => (
        <Proposal key={pairKey(pair)} pair={pair} yes={pair.yes} mayMerge={mayMerge} />
      ))}
    </ul>
  )
}

interface ProposalProps {
  readonly pair: LikelyPair
  readonly yes: number
  readonly mayMerge: boolean
}

function Proposal({ pair, yes, mayMerge }: ProposalProps) {
  const t = useWords(readWords)
  const { model } = useBoard()
  const language = useContentLanguage()
  const texts = useSceneFact(model.scene, ({ notes }) =>
    [pair.one, pair.other].map((id) => notes.get(id)?.text ?? '').join('\u0000'),
  ).split('\u0000')
  if (texts.includes('')) return null
  const { isOpposite } = pair.difference
  const keep = () => kept.set(new Set([...kept.get(), pairKey(pair)]))
  const keepBoth = (
    <Button key="keep" tone={isOpposite ? 'plain' : 'quiet'} onClick={keep}>
      {t('keepBoth')}
    </Button>
  )
  const merge = () => model.commands.mergeNotes(pair.one, [pair.other])
  const join = (
    <Fragment key="join">
      {mayMerge && (
        <Button tone={isOpposite ? 'quiet' : 'plain'} onClick={merge}>
          {t('merge')}
        </Button>
      )}
      <SayYes pair={pair} />
    </Fragment>
  )
  return (
    <li className="read-task__pair">
      {texts.map((text, index) => (
        // Two notes may have the same words.
        <blockquote key={index === 0 ? pair.one : pair.other} lang={language} dir="auto">
          <Statement text={text} />
          <Origin note={index === 0 ? pair.one : pair.other} />
        </blockquote>
      ))}
      <p className="quiet">
        {pair.words.length > 0 ? t('bothSay', { words: pair.words.join(', ') }) : t('almostLetters')}
      </p>
      <Differing difference={pair.difference} />
      {yes > 0 && <p className="read-task__yes tabular">{t('yes', { count: yes })}</p>}
      <div className="read-task__buttons">{isOpposite ? [keepBoth, join] : [join, keepBoth]}</div>
    </li>
  )
}

/** The words that only one of the two notes has. */
function Differing({ difference: { words, isReordered } }: Pick<LikelyPair, 'difference'>) {
  const t = useWords(readWords)
  const [one, other] = words.map((some) => some.join(', '))
  return one || other ? (
    <div>
      {one && <p>{t('onlyFirst', { words: one })}</p>}
      {other && <p>{t('onlySecond', { words: other })}</p>}
    </div>
  ) : (
    <p>{t(isReordered ? 'otherOrder' : 'sameWords')}</p>
  )
}

/** For those who answer: facilitators once they take part. */
function SayYes({ pair }: { readonly pair: LikelyPair }) {
  const t = useWords(readWords)
  const run = useRunCommand()
  const mayAgree = useMay(ReadOperation.agree)
  const told = useStore(useBoard().model.own)['read']
  const key = pairKey(pair)
  const isSame = useStore(said).get(key) ?? (Array.isArray(told) && told.includes(key))
  if (!mayAgree) return null
  const press = () => {
    const { one, other } = pair
    run({ kind: 'read.agree', one, other, isSame: !isSame }, () =>
      said.set(new Map([...said.get(), [key, !isSame]])),
    )
  }
  return (
    <Button aria-pressed={isSame} onClick={press}>
      {t('sayYes')}
    </Button>
  )
}

/** The area in which a note was written, and the name it is signed with. */
function Origin({ note }: { readonly note: string }) {
  const { model } = useBoard()
  const origin = useSceneFact(model.scene, ({ notes, areas }) => {
    const { area, signature } = notes.get(note) ?? {}
    const place = area ? areas.get(area) : undefined
    return [place && titleIn(place, currentLanguage()), signature].filter(Boolean).join(' · ')
  })
  return origin === '' ? null : <footer className="quiet">{origin}</footer>
}

const none: readonly LikelyPair[] = []

/** The pairs of notes that may say the same thing, among those that are read in this step. */
function useLikelyPairs(model: BoardModel, step: Step): readonly LikelyPair[] {
  const read = useCallback(() => {
    // A merged note would take its dots away.
    const options = new Set(model.voting.open.get()?.options)
    const notes = [...model.scene.notes.values()].filter((note) => !options.has(note.id) && !isParked(note))
    const { language } = model.meta.get()
    return { language, notes: notesReadIn(step, notes).map(({ id, text }) => ({ id, text })) }
  }, [model, step])
  const pairs = useSorted(useSortingThread(), model, 'pairs', read)
  return useMemo(() => {
    if (!pairs) return none
    const { notes } = model.scene
    const ids = notesReadIn(step, [...notes.values()]).map(({ id }) => id)
    const areRelatives = relativesIn(familiesOf(ids, (id) => notes.get(id)?.from ?? []))
    return pairs.filter(({ one, other }) => !areRelatives(one, other))
  }, [pairs, model, step])
}

/** Those that were written, or lie, in the phases that the step takes from; without any of these, all notes. */
export function notesReadIn<Read extends Pick<Note, 'step' | 'area'>>(
  { input = [] }: Pick<Step, 'input'>,
  notes: readonly Read[],
): readonly Read[] {
  const phases = input.map(({ from }) => `${from.split('/')[0] ?? ''}/`)
  const taken = notes.filter(({ step, area }) =>
    phases.some((phase) => step?.startsWith(phase) === true || area?.startsWith(phase) === true),
  )
  return taken.length > 0 ? taken : notes
}
