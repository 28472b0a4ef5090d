import { useStore } from '@nanostores/react'
import { useId, useState } from 'react'
import { nanoid } from 'nanoid'
import { fill } from '#shared/agenda/fill.ts'
import { findStep } from '#shared/agenda/steps.ts'
import { Audience, isSigned } from '#shared/workshop/audience.ts'
import type { Blanks } from '#shared/board/note.ts'
import { currentLanguage, t } from '../../i18n/i18n.ts'
import { useWords } from '../../i18n/use-words.ts'
import { Button } from '../ui/button.tsx'
import { wordsOf } from '../../i18n/words-of.ts'
import { keepBegun, type PlacedText } from '../../model/memory/begun.ts'
import type { BoardModel } from '../../model/contract/board-model.ts'
import { AudienceBadge } from './audience.tsx'
import { useBoard } from './board-context.tsx'
import type { LateText } from './late-texts.ts'
import { reportRefusal } from './outcome.ts'
import './late-words.css'

interface LateWordsProps {
  readonly texts: readonly LateText[]
  /** Its author is in the middle of something: one line, which opens. */
  readonly isFolded: boolean
}

/** The texts that the group went on without, one after the other, and what their author can do with each. */
export function LateWords({ texts, isFolded }: LateWordsProps) {
  const t = useWords(lateTextWords)
  // As it was when the first text came: it neither opens nor closes under a hand.
  const [isOpen, setIsOpen] = useState(!isFolded)
  const [first] = texts
  if (!first) return null
  return (
    <details
      className="late-words"
      open={isOpen}
      onToggle={({ currentTarget }) => setIsOpen(currentTarget.open)}
    >
      <summary>{t('notShown', { count: texts.length })}</summary>
      <LateOne key={first.id} late={first} />
    </details>
  )
}

function LateOne({ late }: { readonly late: LateText }) {
  const t = useWords(lateTextWords)
  const { model } = useBoard()
  const id = useId()
  const phase = usePhaseOf(late.step)
  const nextPhase = usePhaseOf(late.next?.kind === 'field' ? late.next.step : undefined)
  return (
    <section className="late-words__one" aria-labelledby={id}>
      <h3 id={id} className="late-words__heading headline">
        {t('heading')}
      </h3>
      {phase !== undefined && <p className="late-words__hint">{t('writtenIn', { phase })}</p>}
      <blockquote className="late-words__text said" dir="auto" aria-label={t('yours')}>
        {[late.text, ...late.blanks].filter((words) => words.trim() !== '').join('\n')}
      </blockquote>
      {/* Until its author decides, it stays with them. */}
      <AudienceBadge id={`${id}-audience`} audience={Audience.onlyMe} />
      {late.mayShow && (
        <>
          <Button isWide aria-describedby={`${id}-alone`} onClick={() => showLate(model, late)}>
            {t(isSigned(late.audience) ? 'showSigned' : 'show')}
          </Button>
          <p id={`${id}-alone`} className="late-words__hint">
            {t('alone')}
          </p>
        </>
      )}
      {late.next && (
        <Button isWide onClick={() => bringLate(model, late)}>
          {nextPhase === undefined ? t('bring') : t('bringToField', { phase: nextPhase })}
        </Button>
      )}
      <Button isWide onClick={() => keepLate(model, late)}>
        {t('keep')}
      </Button>
      <Button tone="quiet" isWide onClick={() => removeLate(model, late)}>
        {t('remove')}
      </Button>
      <p className="late-words__hint">{t('otherwise')}</p>
    </section>
  )
}

function usePhaseOf(step: string | undefined): string | undefined {
  const agenda = useStore(useBoard().model.agenda)
  const placed = agenda && step !== undefined ? findStep(agenda.template, step) : undefined
  return placed && agenda ? fill(placed.phase.title, currentLanguage(), agenda.answers).text : undefined
}

export const en = {
  notShown_one: '{{count}} text was not shown',
  notShown_other: '{{count}} texts were not shown',
  heading: 'This text was not shown.',
  writtenIn: 'You wrote it in “{{phase}}”. The group has gone on without it.',
  yours: 'Your text',
  show: 'Show it to everybody, without a name',
  showSigned: 'Show it to everybody, with my name',
  alone: 'A text that comes late and alone can tell who wrote it.',
  bring: 'With the next notes of this kind',
  bringToField: 'Take it up in “{{phase}}”',
  keep: 'Keep it for me',
  remove: 'Delete',
  otherwise: 'Without an answer, nobody else will read it.',
  shown: 'The text is on the board.',
  brought: 'It will come with the next notes of this kind.',
  shownInList: 'It is among the questions.',
  broughtToField: 'It will stand in the field of that step. Nobody sees it before you send it.',
  kept: 'It is among your private notes. Nobody else sees it.',
  removed: 'The text is deleted.',
}

export const fr = {
  notShown_one: '{{count}} texte n’a pas été montré',
  notShown_other: '{{count}} textes n’ont pas été montrés',
  heading: 'Ce texte n’a pas été montré.',
  writtenIn: 'Vous l’avez écrit à « {{phase}} ». Le groupe a continué sans lui.',
  yours: 'Votre texte',
  show: 'Le montrer à tous, sans nom',
  showSigned: 'Le montrer à tous, avec mon nom',
  alone: 'Un texte qui arrive seul, après les autres, peut laisser deviner qui l’a écrit.',
  bring: 'Avec les prochaines notes de ce genre',
  bringToField: 'Le reprendre à « {{phase}} »',
  keep: 'Le garder pour moi',
  remove: 'Supprimer',
  otherwise: 'Sans réponse, personne d’autre ne le lira.',
  shown: 'Le texte est sur le tableau.',
  brought: 'Il viendra avec les prochaines notes de ce genre.',
  shownInList: 'Le texte est parmi les questions.',
  broughtToField:
    'Il vous attendra dans le champ de cette étape. Personne ne le voit avant que vous l’envoyiez.',
  kept: 'Il est parmi vos notes privées. Personne d’autre ne le voit.',
  removed: 'Le texte est supprimé.',
} satisfies typeof en

/** The sentences about texts that the group went on without. */
const lateTextWords = wordsOf({ en, fr })

/** The secrets of texts that this page has shown late. */
const secrets = new Map<string, string>()

/** Shows it to everybody at once, signed or not as its field said. */
function showLate(model: BoardModel, { draft, begun, audience }: LateText): void {
  const open = isSigned(audience) ? Audience.openSigned : Audience.open
  const shown = () => {
    if (begun) forget(model, begun.place)
    model.notices.show({ tone: 'calm', text: lateTextWords.t(begun?.late ? 'shownInList' : 'shown') })
  }
  if (draft)
    return reportRefusal(model, model.run({ kind: 'desk.show', draft: draft.id, audience: open }), shown)
  if (!begun) return
  const { step, field, text, blanks, from, kind, tint, late, photo } = begun
  if (late) return reportRefusal(model, model.run({ ...late, text: text.trim() }), shown)
  if (step === null || field === undefined) return
  const secret = secretOf(model, begun)
  const adding = model.run({
    kind: 'note.add',
    step,
    field,
    audience: open,
    secret,
    text: text.trim(),
    isLate: true,
    ...(blanks && { blanks: filledIn(blanks) }),
    ...(from && { from: [...from] }),
    ...(kind && { noteKind: kind }),
    ...(tint && { tint }),
    ...(photo && { photo }),
  })
  reportRefusal(model, adding, shown)
}

/** Pressed again, it is the same note. A note that is on the board with other words stays. */
function secretOf({ id }: BoardModel, { place, secret, note }: PlacedText): string {
  const key = `${id} ${place}`
  const known = secrets.get(key) ?? (note === undefined ? secret : undefined) ?? nanoid()
  secrets.set(key, known)
  return known
}

/** A later reveal of notes of its kind shows it, or its author sends it in a later step. */
function bringLate(model: BoardModel, text: LateText): void {
  const { begun, next } = text
  if (begun && next?.kind === 'field') {
    const { place, ...kept } = begun
    keepBegun(model.id, model.me.get().id, next.place, { ...kept, step: next.step })
    forget(model, place)
    model.notices.show({ tone: 'calm', text: lateTextWords.t('broughtToField') })
    return
  }
  const ids = onDesk(model, text, isSigned(text.audience) ? Audience.hiddenSigned : Audience.hidden)
  if (ids.length === 0) return
  model.desk.bringWithNext(ids)
  model.notices.show({ tone: 'calm', text: lateTextWords.t('brought') })
}

/** Nobody else ever sees it. */
function keepLate(model: BoardModel, text: LateText): void {
  if (onDesk(model, text, Audience.onlyMe).length === 0) return
  model.notices.show({ tone: 'calm', text: lateTextWords.t('kept') })
}

/** Deletes it, and offers to take that back. */
function removeLate(model: BoardModel, { draft, begun }: LateText): void {
  if (draft) return model.desk.remove([draft.id])
  if (!begun) return
  const { place, ...kept } = begun
  forget(model, place)
  model.notices.show({
    tone: 'plain',
    text: lateTextWords.t('removed'),
    action: { label: t('common.undo'), run: () => keepBegun(model.id, model.me.get().id, place, kept) },
  })
}

/** The text as a draft with this audience; nothing when the desk is full. */
function onDesk(model: BoardModel, { draft, begun }: LateText, audience: Audience): readonly string[] {
  if (draft) {
    model.desk.setAudience(draft.id, audience)
    return [draft.id]
  }
  if (!begun) return []
  const { place, text, blanks, from, kind, tint, step, field } = begun
  const origin =
    step === null
      ? {}
      : { step, ...(field !== undefined && { field, ...(blanks && { blanks }), ...(from && { from }) }) }
  const ids = model.desk.add([{ text: text.trim(), kind, tint, audience, origin }])
  if (ids.length > 0) forget(model, place)
  return ids
}

/** The server takes no empty blanks. */
function filledIn(blanks: Blanks): Record<string, string> {
  return Object.fromEntries(Object.entries(blanks).filter(([, words]) => words.trim() !== ''))
}

function forget(model: BoardModel, place: string): void {
  keepBegun(model.id, model.me.get().id, place, null)
}
