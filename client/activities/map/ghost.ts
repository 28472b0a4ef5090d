import { needsOf, ringsOf, ringsStep } from '#shared/activities/map/ecosystem.ts'
import { Operation } from '#shared/workshop/policy.ts'
import { addGhostNote, ghostNotes, pick, stepNow, type Ghost } from '../../panels/host/ghost.ts'
import { ghostPeople, ghostNeed } from './ghost-words.ts'

/** Names or needs that a ghost adds in one step. */
const each = 2

/** Puts a few names on the rings, or says what those who are on them need. */
export const ghostMapper: Ghost = ({ model, random }) => {
  const template = model.agenda.get()?.template
  const placed = stepNow(model)
  if (!template || placed?.step.activity !== 'map' || !model.may(Operation.addNote)) return false
  const notes = [...model.scene.notes.values()]
  const rings = ringsStep(template, placed.path)
  const own = rings ? ghostNotes(model, placed.step.asks === 'people' ? rings.path : placed.path) : 0
  if (!rings || own >= each) return false
  const { language } = model.meta.get()
  const add = (step: string, field: string | undefined, text: string, from?: string): boolean =>
    field !== undefined &&
    addGhostNote(model, {
      step,
      field,
      text,
      ...(placed.step.makes?.kind && { noteKind: placed.step.makes.kind }),
      ...(from && { from: [from] }),
    })
  const people = ringsOf(template, placed.path, notes).flatMap((ring) => ring.people)
  if (placed.step.asks === 'people') {
    const others = ghostPeople[language].filter((name) => !people.some(({ text }) => text === name))
    const name = pick(others, random)
    return name !== undefined && add(rings.path, pick(rings.fields, random)?.id, name)
  }
  const needs = needsOf(people, notes)
  const lacking = people.filter(({ id }) => (needs.get(id) ?? []).length === 0)
  const person = pick(lacking.length > 0 ? lacking : people, random)
  return (
    person !== undefined &&
    add(placed.path, placed.step.fields[0]?.id, ghostNeed(language, random), person.id)
  )
}
