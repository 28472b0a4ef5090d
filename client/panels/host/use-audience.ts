import { useStore } from '@nanostores/react'
import { useState } from 'react'
import { audiencesIn } from '#shared/activities/audiences.ts'
import type { PlacedStep } from '#shared/agenda/steps.ts'
import type { Step } from '#shared/agenda/template.ts'
import type { Draft } from '#shared/board/draft.ts'
import { Audience, audienceOfDraft, isOpen, isSigned } from '#shared/workshop/audience.ts'
import { WritingMode } from '#shared/workshop/writing.ts'
import { useBoard } from './board-context.tsx'

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
