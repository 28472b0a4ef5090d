import { useStore } from '@nanostores/react'
import { atom, type ReadableAtom } from 'nanostores'
import { CalendarClock, Check, Copy } from 'lucide-react'
import { Suspense, useMemo, useEffect, useId, useRef, useState } from 'react'
import { AgendaState, type Agenda } from '#shared/agenda/agenda.ts'
import { fill } from '#shared/agenda/fill.ts'
import { datesOf, Openness, opennessOf, ownPaceSteps } from '#shared/agenda/own-pace.ts'
import type { PlacedStep } from '#shared/agenda/steps.ts'
import type { Step, WordsLanguage } from '#shared/agenda/template.ts'
import { formatted } from '#shared/text/long-date.ts'
import { Operation } from '#shared/workshop/policy.ts'
import { currentLanguage } from '../../i18n/i18n.ts'
import { useWords } from '../../i18n/use-words.ts'
import { wordsOf } from '../../i18n/words-of.ts'
import { listLinks } from '../../model/http/board-api.ts'
import { knownLinks } from '../../model/memory/sessions.ts'
import { useBoard, useMay } from '../host/board-context.tsx'
import type { StepFigures } from '../host/scenes.ts'
import { useServerTime } from '../host/use-server-time.ts'
import { Button } from '../ui/button.tsx'
import { useCopied } from '../ui/use-copied.ts'
import { Said } from './said.tsx'
import { sceneOfStep } from './scene-of.ts'
import './ahead.css'

export const en = {
  until: 'Preparation, each at their own pace · until {{date}}',
  from: 'Preparation, each at their own pace · from {{date}}',
  line: {
    open: 'Preparation, each at their own pace',
    early: 'Preparation, each at their own pace · not yet open',
    closed: 'Preparation · closed',
    taken: 'Preparation · the workshop has begun with it',
    never: 'Preparation',
  },
  nobody: 'Nobody has begun yet.',
  unseen: 'You see how many have begun, and never a word of what they write.',
  reminder: 'Invite everyone to prepare',
  reminderText: 'Message to send, in both languages',
  copyReminder: 'Copy the message',
  noLink: 'The link for participants is turned off. Replace it to invite people.',
}

export const fr = {
  until: 'Préparation, chacun à son rythme · jusqu’au {{date}}',
  from: 'Préparation, chacun à son rythme · à partir du {{date}}',
  line: {
    open: 'Préparation, chacun à son rythme',
    early: 'Préparation, chacun à son rythme · pas encore ouvert',
    closed: 'Préparation · fermée',
    taken: 'Préparation · l’atelier l’a reprise',
    never: 'Préparation',
  },
  nobody: 'Personne n’a encore commencé.',
  unseen: 'Vous voyez combien de personnes ont commencé, jamais un mot de ce qu’elles écrivent.',
  reminder: 'Inviter à se préparer',
  reminderText: 'Message à envoyer, dans les deux langues',
  copyReminder: 'Copier le message',
  noLink: 'Le lien des participants est désactivé. Remplacez-le pour inviter.',
} satisfies typeof en

/** The sentences about steps at one's own pace. */
const aheadWords = wordsOf({ en, fr })

/** A reminder goes to people whose language nobody knows: each sentence in both. */
const sentences = {
  en: {
    ask: (title: string) => `“${title}”: please prepare, each on your own, whenever it suits you.`,
    until: (date: string) => `You can until ${date}.`,
    how: 'You may stop and come back, on a phone too. Only you see your answers; you share what you tick.',
  },
  fr: {
    ask: (title: string) =>
      `«\u00A0${title}\u00A0»\u00A0: préparez-vous, chacun de son côté, quand cela vous convient.`,
    until: (date: string) => `C’est possible jusqu’au ${date}.`,
    how: 'Vous pouvez vous arrêter et revenir, sur un téléphone aussi. Personne d’autre que vous ne voit vos réponses\u00A0; vous ne partagez que ce que vous cochez.',
  },
} as const

interface ReminderFacts {
  readonly title: string
  /** The language of the board stands first. */
  readonly language: WordsLanguage
  readonly agenda: Pick<Agenda, 'template' | 'answers'>
  readonly step: Pick<Step, 'opens' | 'closes'>
  readonly link: string
}

function reminderText({ title, language, agenda, step, link }: ReminderFacts): string {
  const { closes } = datesOf(step)
  const others = language === 'fr' ? (['fr', 'en'] as const) : (['en', 'fr'] as const)
  const paragraphs = others.map((each) => {
    const { ask, until, how } = sentences[each]
    const name = title.trim() || fill(agenda.template.title, each, agenda.answers).text
    return [ask(name), ...(closes === null ? [] : [until(dateWords(closes, each))]), how].join(' ')
  })
  return [...paragraphs, link].join('\n\n')
}

/** A message to send to everybody, in both languages, with the link for participants. */
function Reminder({ agenda, step }: { readonly agenda: Agenda; readonly step: Step }) {
  const t = useWords(aheadWords)
  const { model } = useBoard()
  const link = useParticipantLink()
  const id = useId()
  const field = useRef<HTMLTextAreaElement>(null)
  const { title, language } = model.meta.get()
  const text = reminderText({ title, language, agenda, step, link: link ?? '' })
  const { isCopied, copy } = useCopied(field, text)
  if (link === null) return null
  if (link === undefined) return <p className="task__help">{t('noLink')}</p>
  return (
    <details className="ahead__reminder">
      <summary>{t('reminder')}</summary>
      <label className="visually-hidden" htmlFor={id}>
        {t('reminderText')}
      </label>
      <textarea id={id} ref={field} readOnly rows={8} value={text} />
      <Button icon={isCopied ? <Check /> : <Copy />} onClick={() => void copy()}>
        {isCopied ? t('common.copied') : t('copyReminder')}
      </Button>
    </details>
  )
}

/** Null until it is known; undefined when the board has none. */
function useParticipantLink(): string | null | undefined {
  const { model, asking } = useBoard()
  const [link, setLink] = useState<string | null | undefined>(() => knownLinks(model.id).participant ?? null)
  useEffect(() => {
    if (link !== null) return undefined
    let isLeft = false
    const ask = async () => {
      const listed = await listLinks(asking)
      const found = listed.ok ? listed.value.find(({ role }) => role === 'participant') : undefined
      if (!isLeft) setLink(found?.isActive ? found.link : undefined)
    }
    void ask()
    return () => {
      isLeft = true
    }
  }, [asking, link])
  return link
}

/** Before the start: the steps that people do at their own pace, and for facilitators how far people are. */
export function AheadSteps({ agenda }: { readonly agenda: Agenda }) {
  const t = useWords(aheadWords)
  const mayLead = useMay(Operation.leadAgenda)
  return useAhead(agenda).map(({ placed, line, openness }) => (
    <section key={placed.path} className="ahead" aria-label={line}>
      {/* Without a date its prompt says it all. */}
      {(mayLead || line !== t('line.open')) && (
        <p className="ahead__line quiet">
          <CalendarClock aria-hidden="true" />
          {line}
        </p>
      )}
      {mayLead ? (
        <ForFacilitators agenda={agenda} placed={placed} isReminded={openness !== Openness.taken} />
      ) : (
        openness !== Openness.early && <Alone agenda={agenda} placed={placed} />
      )}
    </section>
  ))
}

/** While the workshop runs: a quiet line in the agenda, which opens. */
export function AheadLines({ agenda }: { readonly agenda: Agenda }) {
  const mayLead = useMay(Operation.leadAgenda)
  return useAhead(agenda).map(({ placed, line, openness }) => (
    <details key={placed.path} className="ahead ahead--line">
      <summary>{line}</summary>
      <div className="ahead__body">
        {mayLead ? (
          <ForFacilitators agenda={agenda} placed={placed} isReminded={openness === Openness.open} />
        ) : (
          <Alone agenda={agenda} placed={placed} />
        )}
      </div>
    </details>
  ))
}

interface AheadStep {
  readonly placed: PlacedStep
  readonly openness: Openness
  readonly line: string
}

/** The steps at one's own pace, but for the running one. */
function useAhead(agenda: Agenda): readonly AheadStep[] {
  const t = useWords(aheadWords)
  const nowMs = useServerTime()
  const running = agenda.now.state === AgendaState.running ? agenda.now.step : null
  return ownPaceSteps(agenda.template)
    .filter(({ path }) => path !== running)
    .map((placed) => {
      const openness = opennessOf(agenda, placed, nowMs)
      const { opens, closes } = datesOf(placed.step)
      const isDated = openness === Openness.open && closes !== null
      const line = () => {
        if (isDated) return t('until', { date: dateWords(closes, currentLanguage()) })
        if (openness === Openness.early && opens !== null)
          return t('from', { date: dateWords(opens, currentLanguage()) })
        return t(`line.${openness}`)
      }
      return { placed, openness, line: line() }
    })
}

/** The prompt, and the activity's own screen. */
function Alone({ agenda, placed }: { readonly agenda: Agenda; readonly placed: PlacedStep }) {
  const { features } = useBoard()
  const Task = sceneOfStep(features, placed)?.Task
  const [first, ...helps] = placed.step.prompt
  const say = (words: Parameters<typeof fill>[0]) => fill(words, currentLanguage(), agenda.answers)
  return (
    <>
      {first && (
        <h2 className="ahead__prompt headline">
          <Said sentence={say(first)} />
        </h2>
      )}
      <Suspense fallback={null}>{Task && <Task placed={placed} />}</Suspense>
      {helps.map(say).map((help) => (
        <p key={help.text} className="task__help">
          <Said sentence={help} />
        </p>
      ))}
    </>
  )
}

const none: ReadableAtom<StepFigures | null> = atom(null)

/** Counts alone, and the reminder. */
function ForFacilitators({
  agenda,
  placed,
  isReminded,
}: {
  readonly agenda: Agenda
  readonly placed: PlacedStep
  readonly isReminded: boolean
}) {
  const t = useWords(aheadWords)
  const { model, features } = useBoard()
  const scene = sceneOfStep(features, placed)
  const figures = useStore(
    useMemo(() => scene?.figures?.(model, placed.path) ?? none, [scene, model, placed.path]),
  )
  return (
    <>
      <p className="ahead__figures tabular">{figures?.text ?? t('nobody')}</p>
      <p className="task__help">{t('unseen')}</p>
      {isReminded && <Reminder agenda={agenda} step={placed.step} />}
    </>
  )
}

/** A day and an hour in the person's own time zone: "Friday 4 December, 09:00". */
export function dateWords(at: number, language: WordsLanguage): string {
  return formatted(language, at, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  })
}
