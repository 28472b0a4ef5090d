import type { Phase, Template, Words } from './template.ts'

/** The notes of a template that only facilitators may read, by phase. They never enter a shared document. */
export type PhaseNotes = Readonly<Record<string, Words>>

export function notesOfPhases({ phases }: Pick<Template, 'phases'>): PhaseNotes {
  return Object.fromEntries(phases.flatMap(({ id, notes }) => (notes ? [[id, notes]] : [])))
}

/** The part of a template that everybody may see. */
export function withoutNotes(template: Template): Template {
  return { ...template, phases: template.phases.map(withoutOwn) }
}

function withoutOwn(phase: Phase): Phase {
  const { notes: _, ...others } = phase
  return others
}

export function withNotes(template: Template, notes: PhaseNotes): Template {
  const noted = template.phases.map((phase) => {
    const own = Object.hasOwn(notes, phase.id) ? notes[phase.id] : undefined
    return own ? { ...phase, notes: own } : phase
  })
  return { ...template, phases: noted }
}

/** The notes after an edit. A page edits a template without notes: those of phases that it says nothing about stay. */
export function editedNotes(before: PhaseNotes, template: Template): PhaseNotes {
  return notesOfPhases(withNotes(withoutNotes(template), { ...before, ...notesOfPhases(template) }))
}
