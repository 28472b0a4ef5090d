import { receivedIn, type Received } from '#shared/activities/pass/received.ts'
import { findStep, type PlacedStep } from '#shared/agenda/steps.ts'
import type { Field, StepPath, Template } from '#shared/agenda/template.ts'
import type { NoteOrigin } from '#shared/board/note.ts'
import type { Draft } from '#shared/board/draft.ts'

/** Null: there was nothing for this person. Undefined: the server has not dealt yet. */
export function receivedFor(state: unknown, path: StepPath): Received | null | undefined {
  return receivedIn(state)[path]
}

/** Where the next version belongs: beside the text that it grows from. */
export function originOfNext(
  template: Template,
  { step }: PlacedStep,
  received: Received | null,
): NoteOrigin | undefined {
  const of = step.input?.[0]?.from
  if (of === undefined) return undefined
  const field = received?.field ?? fieldsOf(template, of)[0]?.id
  return { step: of, ...(field !== undefined && { field }), ...(received && { from: [received.draft] }) }
}

export function fieldsOf(template: Template, path: StepPath): readonly Field[] {
  const step = findStep(template, path)?.step
  return step?.activity === 'write' ? step.fields : []
}

/** The next version of what this person received, if they have begun it. */
export function nextVersion(drafts: readonly Draft[], received: Received | null): Draft | undefined {
  return received ? drafts.find(({ from }) => from?.includes(received.draft)) : undefined
}
