import { useStore } from '@nanostores/react'
import { Presentation } from 'lucide-react'
import { useCallback, useId, type CSSProperties } from 'react'
import { stepPathIn, wordsOfNotes } from '#shared/board/id.ts'
import { isParked } from '#shared/board/parking-lot.ts'
import type { CommonWord } from '#shared/sorting/gather.ts'
import { Operation } from '#shared/workshop/policy.ts'
import { useWords } from '../i18n/use-words.ts'
import type { BoardModel } from '../model/contract/board-model.ts'
import { areasOfStep } from '../panels/host/areas-of-step.ts'
import { useBoard, useMay } from '../panels/host/board-context.tsx'
import type { Closable } from '../panels/host/feature.ts'
import { useOutcome } from '../panels/host/outcome.ts'
import { Button } from '../panels/ui/button.tsx'
import { useContentLanguage } from '../panels/ui/content-language.ts'
import { Dialog } from '../panels/ui/dialog.tsx'
import { useSortingThread, useSorted } from './sorting-thread.ts'
import { sortingWords } from './words.ts'
import './word-cloud.css'

/** The words of the selected notes, or of all that everybody sees in this step. A facilitator shows these to the room. */
export function CloudDialog({ onClose }: Closable) {
  const t = useWords(sortingWords)
  const { model } = useBoard()
  const report = useOutcome()
  const selected = useStore(model.ui.selection)
  const isShown = useStore(model.spotlight) === wordsOfNotes
  const mayShow = useMay(Operation.showToRoom)
  const { what, words } = useCloud(selected)
  const show = () => report(model.commands.showToRoom(isShown ? null : wordsOfNotes))
  return (
    <Dialog
      title={t(what)}
      size="large"
      isText
      onClose={onClose}
      footer={
        mayShow &&
        (isShown || what !== 'cloudSelected') && (
          <Button tone={isShown ? 'quiet' : 'accent'} icon={<Presentation />} onClick={show}>
            {isShown ? t('cloudEnd') : t('cloudShow')}
          </Button>
        )
      }
    >
      {words && <Cloud words={words} label={t(what)} />}
    </Dialog>
  )
}

const nothing: ReadonlySet<string> = new Set()

/** The same on the screen of a room. */
export function RoomCloud() {
  const t = useWords(sortingWords)
  const { what, words } = useCloud(nothing)
  const id = useId()
  return (
    <section className="room-cloud" aria-labelledby={id}>
      <h2 id={id} className="room-cloud__title">
        {t(what)}
      </h2>
      {words && <Cloud words={words} label={t(what)} />}
    </section>
  )
}

/** A list, so that it is read as one: each word with the number of its notes. */
function Cloud({ words, label }: { readonly words: readonly CommonWord[]; readonly label: string }) {
  const t = useWords(sortingWords)
  const language = useContentLanguage()
  const most = words[0]?.notes.length ?? 1
  if (words.length === 0) return <p className="word-cloud__hint quiet">{t('cloudNone')}</p>
  return (
    <>
      <ul className="word-cloud" aria-label={label}>
        {words.map(({ word, notes: { length: count } }) => (
          <li key={word} style={{ '--share': (count - 1) / Math.max(1, most - 1) } as CSSProperties}>
            <span className="said" lang={language} dir="auto">
              {word}
            </span>
            <span className="word-cloud__count tabular" aria-hidden="true">
              {count}
            </span>
            <span className="visually-hidden"> {t('cloudNotes', { count })}</span>
          </li>
        ))}
      </ul>
      <p className="word-cloud__hint quiet">{t('cloudHint')}</p>
    </>
  )
}

type What = 'cloud' | 'cloudStep' | 'cloudSelected'

function useCloud(selected: ReadonlySet<string>): {
  readonly what: What
  readonly words: readonly CommonWord[] | undefined
} {
  const { model } = useBoard()
  const thread = useSortingThread()
  const agenda = useStore(model.agenda)
  const read = useCallback(() => {
    const notes = notesOf({ scene: model.scene, agenda, selected })
    return { language: model.meta.get().language, notes }
  }, [model, agenda, selected])
  const words = useSorted(thread, model, 'cloud', read)
  return { what: whatOf({ scene: model.scene, agenda, selected }), words }
}

interface Asked extends Pick<BoardModel, 'scene'> {
  readonly agenda: Parameters<typeof areasOfStep>[0]
  readonly selected: ReadonlySet<string>
}

/** Of two notes or more that are selected, else of the step, else of the board. */
function whatOf({ scene, agenda, selected }: Asked): What {
  const chosen = [...selected].filter((id) => scene.notes.has(id))
  if (chosen.length > 1) return 'cloudSelected'
  return areasOfStep(agenda, scene.areas) ? 'cloudStep' : 'cloud'
}

/** Private notes are none of these before they are shown: they do not stand on the board. */
function notesOf(asked: Asked) {
  const what = whatOf(asked)
  const all = [...asked.scene.notes.values()]
  if (what === 'cloudSelected') return all.filter(({ id }) => asked.selected.has(id)).map(known)
  const areas = areasOfStep(asked.agenda, asked.scene.areas)
  const steps = new Set([...(areas ?? [])].map(stepPathIn))
  const isOfStep = (step: string | undefined, area: string | null) =>
    (area !== null && areas?.has(area) === true) || (step !== undefined && steps.has(step))
  return all
    .filter((note) => !isParked(note) && (areas === undefined || isOfStep(note.step, note.area)))
    .map(known)
}

function known({ id, text }: { readonly id: string; readonly text: string }) {
  return { id, text }
}
