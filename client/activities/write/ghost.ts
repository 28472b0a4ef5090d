import { kindsOf } from '#shared/agenda/field-parts.ts'
import { tintOfField } from '#shared/board/note.ts'
import { Operation } from '#shared/workshop/policy.ts'
import { addGhostNote, ghostNotes, isInCrowd, pick, stepNow, type Ghost } from '../../panels/host/ghost.ts'

/** Notes that a ghost writes in one step. */
const notesEach = 3

/** Writes a few notes into the fields of the step: drafts while writing is private. One commitment, and in a crowd one shared note. */
export const ghostWriter: Ghost = ({ model, sentence, random }) => {
  const { desk, scene, me, commands } = model
  const placed = stepNow(model)
  const path = placed?.path
  const isPrivate = desk.takesNotes.get()
  const onBoard = [...scene.notes.values()].filter(
    ({ author, step }) => author === me.get().id && step === path,
  )
  const own = isPrivate ? desk.drafts.get().length : onBoard.length + ghostNotes(model, path ?? '')
  const isOne = placed?.step.makes?.kind === 'commitment' || (!isPrivate && isInCrowd(model))
  if (own >= (isOne ? 1 : notesEach) || !(isPrivate || model.may(Operation.addNote))) return false
  const field = placed?.step.activity === 'write' ? pick(placed.step.fields, random) : undefined
  const text = sentence()
  const source = pick(placed ? model.pinnedFor(placed.step) : [], random)
  const isBuilt = placed?.step.activity === 'write' && placed.step.builder !== undefined
  const people = isBuilt ? [...scene.notes.values()].filter(({ kind }) => kind === 'stakeholder') : []
  const sources = [...new Set([source ?? [], pick(people, random)?.id ?? []].flat())]
  const from = sources.length === 0 ? {} : { from: sources }
  if (placed?.step.activity === 'write' && field) {
    const tint = tintOfField(
      placed.step.fields.map((one) => one.id),
      field.id,
    )
    const kind = pick(kindsOf(placed.step, field), random)
    const origin = { step: placed.path, field: field.id }
    const note = { text, ...(kind && { kind }), ...(tint && { tint }) }
    if (isPrivate) desk.add([{ ...note, origin: { ...origin, ...from } }])
    else
      addGhostNote(model, {
        ...origin,
        text,
        ...(kind && { noteKind: kind }),
        ...(tint && { tint }),
        ...from,
      })
  } else if (isPrivate) desk.add([{ text }])
  else commands.addNote({ x: random() * 1_600 - 800, y: random() * 1_000 - 500 }, { text })
  return true
}
