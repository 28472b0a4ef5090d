import { inBrief } from '#shared/board/brief.ts'
import { useStore } from '@nanostores/react'
import { Suspense, useEffect, useId, useMemo } from 'react'
import { TurnsOperation } from '#shared/activities/turns/activity.ts'
import { shownPhotosIn, waitingIn, type TurnRound } from '#shared/activities/turns/turn-round.ts'
import { stepsOf, type PlacedStep } from '#shared/agenda/steps.ts'
import type { Field, Step, Template } from '#shared/agenda/template.ts'
import { isWritten, photoBlank, type Draft } from '#shared/board/draft.ts'
import { noteTextLimit } from '#shared/board/limits.ts'
import type { Photo } from '#shared/board/photo.ts'
import type { NoteKind } from '#shared/workshop/note-kind.ts'
import { Audience } from '#shared/workshop/audience.ts'
import { Operation } from '#shared/workshop/policy.ts'
import { useWords } from '../../i18n/use-words.ts'
import { useBoard, useMay } from '../../panels/host/board-context.tsx'
import { useRunCommand } from '../../panels/host/use-activity.ts'
import { addOwnNote } from '../../panels/host/own-notes.ts'
import { OwnNotes } from '../../panels/host/own-notes-list.tsx'
import { useAudiences } from '../../panels/host/audience.tsx'
import { WordsForm } from '../../panels/host/words-form.tsx'
import { useSceneFact } from '../../panels/host/use-scene.ts'
import { Button } from '../../panels/ui/button.tsx'
import { choosePhotos } from '../../panels/ui/choose-photos.ts'
import { lazy } from '../../panels/ui/lazy.ts'
import { useContentLanguage } from '../../panels/ui/content-language.ts'
import { ownRound, peopleHere, seatIn, cardOf, turnTints } from './in-step.ts'
import { Then } from './projector-turn.tsx'
import { Speaker } from './speaker.tsx'
import { TablePresses } from './table-presses.tsx'
import { turnsWords } from './words.ts'
import './step-task.css'

const Thumbnail = lazy(async () => ({
  default: (await import('../../panels/host/thumbnail.tsx')).Thumbnail,
}))

/** The person who has the floor, at tables at one's own; the own card; the words that one keeps. */
export function TurnsTask({ placed }: { readonly placed: PlacedStep }) {
  const t = useWords(turnsWords)
  const { model } = useBoard()
  const table = useStore(useMemo(() => seatIn(model), [model]))
  const round = useStore(useMemo(() => ownRound(model, placed.path), [model, placed.path]))
  const me = useStore(model.me).id
  // Others come and go.
  useStore(model.presence.people)
  const mayWrite = useMay(Operation.addNote)
  const mayLead = useMay(TurnsOperation.lead)
  // A facilitator, or a person whose table is on its way.
  if (!round || table === undefined) return <p className="quiet">{t('atTables')}</p>
  const isOver =
    !round.now && (table === null ? waitingIn(round, peopleHere(model)).length === 0 : round.next === null)
  const over = table === null ? 'all' : 'allAtTable'
  return (
    <div className="turns-task">
      {round.now ? (
        <Speaker turn={round.now} placed={placed} />
      ) : (
        <p className="quiet">{t(isOver && round.spoken.length > 0 ? over : 'nobodyYet')}</p>
      )}
      {table !== null && <TablePresses round={round} />}
      {table === null && round.now && <Presses round={round} />}
      {round.next !== null && (table === null || round.next === me) && <Then person={round.next} />}
      {mayWrite && <Keep placed={placed} speaker={round.now?.person} />}
      {mayWrite && !mayLead && <OwnCard placed={placed} />}
    </div>
  )
}

/** The speaker ends their turn, or has it later; facilitators call others and give time. */
function Presses({ round: { now, change } }: { readonly round: TurnRound }) {
  const t = useWords(turnsWords)
  const { model } = useBoard()
  const run = useRunCommand()
  const mayLead = useMay(TurnsOperation.lead)
  const isMine = useStore(model.me).id === now?.person
  if (!mayLead && !isMine) return null
  return (
    <div className="turns-task__presses">
      {isMine && !mayLead && (
        <Button tone="neutral" onClick={() => run({ kind: 'turns.next', change })}>
          {t('finish')}
        </Button>
      )}
      {mayLead && (
        <Button tone="neutral" onClick={() => run({ kind: 'turns.more', change })}>
          {t('more')}
        </Button>
      )}
      <Button tone="quiet" onClick={() => run({ kind: 'turns.skip', change })}>
        {t('skip')}
      </Button>
    </div>
  )
}

interface KeepProps {
  readonly placed: PlacedStep
  readonly speaker: string | undefined
}

/** A word grows from the card of the person who speaks. */
function Keep({ placed, speaker }: KeepProps) {
  const t = useWords(turnsWords)
  const { model } = useBoard()
  const { step, path } = placed
  const field = fieldAt(step, 1)?.id ?? ''
  const allowed = useAudiences(placed, field)
  return (
    <>
      <WordsForm
        place={{ step: path, name: field, field, audience: allowed[0] }}
        allowed={allowed}
        label={t('keep')}
        button={t('addKept')}
        maxLength={noteTextLimit}
        onSend={(words, done) => {
          const card = speaker === undefined ? undefined : cardOf(model.scene.notes, placed, speaker)
          const from = card ? [card.id] : []
          if (addOwnNote(model, { ...words, tint: turnTints[1], from })) done()
        }}
      />
      <OwnNotes path={path} fields={[field]} />
    </>
  )
}

/** A sentence, then its photo. */
function OwnCard({ placed }: { readonly placed: PlacedStep }) {
  const t = useWords(turnsWords)
  const { model } = useBoard()
  const me = useStore(model.me).id
  const card = useSceneFact(model.scene, ({ notes }) => cardOf(notes, placed, me)?.id ?? '')
  const hasPhoto = useSceneFact(model.scene, ({ notes }) => notes.get(card)?.photo !== undefined)
  const language = useContentLanguage()
  const words = useSceneFact(model.scene, ({ notes }) => notes.get(card)?.text ?? '')
  const prepared = usePrepared(card === '')
  const field = fieldAt(placed.step, 0)?.id ?? ''
  if (card === '') {
    return (
      <>
        {prepared && <Prepared answer={prepared} placed={placed} />}
        <WordsForm
          place={{ step: placed.path, name: field, field, audience: Audience.openSigned }}
          label={t(prepared ? 'orWrite' : 'yourCard')}
          hint={t('cardHint')}
          placeholder={t('cardPlaceholder')}
          button={t('addCard')}
          maxLength={noteTextLimit}
          onSend={async ({ text }, done) => {
            if ((await showCard(model, placed, { text })).length > 0) done()
          }}
        />
      </>
    )
  }
  return (
    <section className="turns-task__part" aria-label={t('yourCard')}>
      <h3>{t('yourCard')}</h3>
      <p dir="auto" lang={language}>
        {inBrief(words)}
      </p>
      <Button
        tone="neutral"
        onClick={() => choosePhotos(([file]) => file && model.photos.put(card, file), { isOne: true })}
      >
        {t(hasPhoto ? 'changePhoto' : 'addPhoto')}
      </Button>
      {hasPhoto && <PhotoInReport card={card} />}
    </section>
  )
}

/** The owner alone decides whether the report shows the photo. */
function PhotoInReport({ card }: { readonly card: string }) {
  const t = useWords(turnsWords)
  const { model } = useBoard()
  const run = useRunCommand()
  const hint = useId()
  const isInReport = shownPhotosIn(useStore(model.activity('turns'))).includes(card)
  return (
    <>
      <label className="turns-task__choice">
        <input
          type="checkbox"
          checked={isInReport}
          aria-describedby={hint}
          onChange={({ target }) => run({ kind: 'turns.photo', note: card, isInReport: target.checked })}
        />
        {t('photoInReport')}
      </label>
      <p id={hint} className="quiet">
        {t('photoHint')}
      </p>
    </>
  )
}

/** The object that this person has prepared: one press makes the card of it. */
function Prepared({ answer, placed }: { readonly answer: Draft; readonly placed: PlacedStep }) {
  const t = useWords(turnsWords)
  const { model } = useBoard()
  const run = useRunCommand()
  const language = useContentLanguage()
  const { id, text, photo, blanks } = answer
  const show = async () => {
    const [card] = await showCard(model, placed, { text, ...(photo && { photo }) })
    if (card !== undefined && photo && blanks?.[photoBlank] !== undefined)
      run({ kind: 'turns.photo', note: card, isInReport: true })
  }
  return (
    <section className="turns-task__part" aria-label={t('yourCard')}>
      <h3>{t('yourCard')}</h3>
      <p className="quiet">{t('prepared')}</p>
      {photo && (
        <Suspense fallback={null}>
          <Thumbnail of={id} photo={photo} />
        </Suspense>
      )}
      {text.trim() !== '' && (
        <p dir="auto" lang={language}>
          {inBrief(text)}
        </p>
      )}
      <Button tone="neutral" onClick={() => void show()}>
        {t('showPrepared')}
      </Button>
    </section>
  )
}

/** Opens this person's desk only where an earlier step has asked for an object. */
function usePrepared(isWanted: boolean): Draft | undefined {
  const { model } = useBoard()
  const { desk } = model
  const agenda = useStore(model.agenda)
  const isAsked = useMemo(() => agenda !== null && asksForObject(agenda.template), [agenda])
  const isOpen = isWanted && isAsked && desk.isKept
  useEffect(() => (isOpen ? desk.keepOpen() : undefined), [isOpen, desk])
  const answers = useStore(desk.answers)
  return isOpen ? answers.find((answer) => answer.kind === objectKind && isWritten(answer)) : undefined
}

const objectKind = 'object' satisfies NoteKind

function asksForObject(template: Template): boolean {
  return stepsOf(template).some(
    ({ step }) => 'questions' in step && step.questions.some(({ kind }) => kind === objectKind),
  )
}

/** The card of the person who speaks is theirs: it has their id. */
async function showCard(
  { ready, commands }: ReturnType<typeof useBoard>['model'],
  { step, path }: PlacedStep,
  note: { readonly text: string; readonly photo?: Photo },
): Promise<readonly string[]> {
  // The task comes before the code for changing a board.
  await ready
  const field = fieldAt(step, 0)
  return field ? commands.addToField({ step: path, field: field.id }, [{ tint: turnTints[0], ...note }]) : []
}

function fieldAt(step: Step, index: 0 | 1): Field | undefined {
  return step.activity === 'turns' ? step.fields[index] : undefined
}
