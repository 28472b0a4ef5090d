import { ChevronDown, Eye, EyeOff, Lock, UserPen, type LucideIcon } from 'lucide-react'
import { type KeyboardEvent, useState } from 'react'
import { useStore } from '@nanostores/react'
import { Audience, audienceOfDraft, isOpen, isSigned } from '#shared/workshop/audience.ts'
import { audiencesIn } from '#shared/activities/audiences.ts'
import type { PlacedStep } from '#shared/agenda/steps.ts'
import type { Step } from '#shared/agenda/template.ts'
import type { Draft } from '#shared/board/draft.ts'
import { WritingMode } from '#shared/workshop/writing.ts'
import { useWords } from '../../i18n/use-words.ts'
import { wordsOf } from '../../i18n/words-of.ts'
import { useBoard } from './board-context.tsx'
import './audience-badge.css'

export const en = {
  yours: 'Yours in this step',
  yourNote: 'Your text {{number}}',
  sent: 'Sent',
  sending: 'Sending…',
  waiting: 'Will be sent when the network is back',
  takeBack: 'Take back your text {{number}}',
  tookBack: 'You have taken your text back.',
  whose: 'Who sees it',
  onlyMe: 'Nobody but you',
  hidden: 'Nobody else, until all is shown',
  hiddenSigned: 'Nobody else, until all is shown; then with your name',
  open: 'Everybody, from now, without a name',
}

export const fr = {
  yours: 'Les vôtres dans cette étape',
  yourNote: 'Votre texte {{number}}',
  sent: 'Envoyé',
  sending: 'Envoi…',
  waiting: 'Partira au retour du réseau',
  takeBack: 'Reprendre votre texte {{number}}',
  tookBack: 'Vous avez repris votre texte.',
  whose: 'Qui le voit',
  onlyMe: 'Personne d’autre que vous',
  hidden: 'Personne d’autre, avant que tout soit montré',
  hiddenSigned: 'Personne d’autre, avant que tout soit montré ; puis avec votre nom',
  open: 'Tous, dès maintenant, sans nom',
} satisfies typeof en

/** The five audiences, in the same words at every field. */
export const audienceWords = wordsOf({ en, fr })

interface AudienceBadgeProps {
  /** The field names it as its description. */
  readonly id: string
  readonly audience: Audience
  /** Several: their author chooses. */
  readonly allowed?: readonly Audience[]
  readonly onChange?: (audience: Audience) => void
  /** Tells the badges of several fields apart. */
  readonly label?: string
  readonly onKeyDown?: (event: KeyboardEvent) => void
  /** The field above says the same: only the sign is seen. */
  readonly isRepeated?: boolean
}

type Form = 'onlyMe' | 'hidden' | 'hiddenSigned' | 'open' | 'common.openSigned'

const forms: Readonly<Record<Audience, Form>> = {
  [Audience.onlyMe]: 'onlyMe',
  [Audience.hidden]: 'hidden',
  [Audience.hiddenSigned]: 'hiddenSigned',
  [Audience.open]: 'open',
  // The editor on the canvas says it, too.
  [Audience.openSigned]: 'common.openSigned',
}

const icons: Readonly<Record<Form, readonly LucideIcon[]>> = {
  onlyMe: [Lock],
  hidden: [EyeOff],
  hiddenSigned: [EyeOff, UserPen],
  open: [Eye],
  'common.openSigned': [UserPen],
}

/** Says at the foot of a field who sees the words, before the first letter. Where there is a choice it is made here. */
export function AudienceBadge({
  id,
  audience,
  allowed = [],
  onChange,
  label,
  onKeyDown,
  isRepeated = false,
}: AudienceBadgeProps) {
  const t = useWords(audienceWords)
  const form = forms[audience]
  const options = allowed.includes(audience) ? allowed : [audience, ...allowed]
  return (
    <span className="audience" data-audience={audience}>
      {icons[form].map((Icon, index) => (
        <Icon key={index} aria-hidden="true" />
      ))}
      <span id={id} className={isRepeated ? 'visually-hidden' : 'audience__words'}>
        {t(form)}
      </span>
      {onChange && options.length > 1 && (
        <>
          <ChevronDown aria-hidden="true" className="audience__more" />
          <select
            aria-label={label ?? t('whose')}
            value={audience}
            onKeyDown={onKeyDown}
            onChange={({ target }) => {
              const chosen = options.find((option) => option === target.value)
              if (chosen !== undefined) onChange(chosen)
            }}
          >
            {options.map((option) => (
              <option key={option} value={option}>
                {t(forms[option])}
              </option>
            ))}
          </select>
        </>
      )}
    </span>
  )
}

type Audiences = readonly [Audience, ...Audience[]]

const privateAudiences: Audiences = [Audience.hidden, Audience.hiddenSigned, Audience.onlyMe]

/**
 * The audiences that this person may give to words in a field of a step; null: on a board without steps. The first is that of
 * words without a choice.
 */
export function useAudiences(placed: PlacedStep | null, field?: string): Audiences {
  const { model } = useBoard()
  const { mode } = useStore(model.writing)
  const takesNotes = useStore(model.desk.takesNotes)
  // A facilitator may have asked for private writing in a shared step.
  const isPrivate = useStore(model.agenda)?.now.step === placed?.path && mode === WritingMode.private
  return useNamed(allowedIn(placed && (isPrivate ? inPrivate(placed.step) : placed.step), field, takesNotes))
}

/** Without those that need a name, for a person who has none. */
function useNamed(all: Audiences): Audiences {
  const { name } = useStore(useBoard().model.me)
  const [first, ...others] = all.filter((audience) => name !== '' || !isSigned(audience))
  return first === undefined ? all : [first, ...others]
}

function allowedIn(step: Step | null, field: string | undefined, takesNotes: boolean): Audiences {
  if (step) return audiencesIn(step, field)
  return takesNotes ? privateAudiences : [Audience.openSigned]
}

function inPrivate(step: Step): Step {
  return { ...step, writing: WritingMode.private }
}

interface ChosenAudience {
  readonly audience: Audience
  readonly allowed: Audiences
  readonly onChange: (audience: Audience) => void
}

/** The audience of a draft or an answer, and before its first letter the one that it will have. */
export function useDraftAudience(
  draft: Draft | undefined,
  placed: PlacedStep | null,
  field?: string,
): ChosenAudience {
  const { desk } = useBoard().model
  const here = useAudiences(placed, field)
  // Nobody else sees a desk, whatever the step.
  const allowed = useNamed(isOpen(here[0]) ? privateAudiences : here)
  const [chosen, choose] = useState(allowed[0])
  return {
    audience: draft ? audienceOfDraft(draft) : audienceNow(chosen, allowed),
    allowed,
    onChange: (audience) => (draft ? desk.setAudience(draft.id, audience) : choose(audience)),
  }
}

/**
 * The audience of words that were begun for `begun`, where these are allowed now. It never becomes more public: words that
 * nobody else was to see yet keep their audience in a step that shows all at once.
 */
export function audienceNow(begun: Audience, allowed: Audiences): Audience {
  if (allowed.includes(begun) || !isOpen(begun)) return begun
  return allowed.find((audience) => isSigned(audience) === isSigned(begun)) ?? allowed[0]
}
