import { readBuiltIn } from '#server/templates/new-agenda.ts'
import type { Template } from '#shared/agenda/template.ts'

/** A template that comes with the program. */
export function builtInTemplate(id: 'brainstorm' | 'purpose-day' | 'operations'): Template {
  const template = readBuiltIn().find((each) => each.id === id)
  if (!template) throw new Error(`${id} is built in`)
  return template
}
