import { readdirSync, readFileSync } from 'node:fs'
import type { Template } from '#shared/agenda/template.ts'

const folder = new URL('./built-in/', import.meta.url)

/** The order on the start page. Others follow. */
const first = ['brainstorm', 'purpose-day', 'operations']

/** The templates that come with the program. A unit test checks them. */
export function readBuiltIn(): readonly Template[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .map((name) => JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as Template)
    .sort((a, b) => rank(a) - rank(b))
}

function rank({ id, phases }: Template): number {
  if (phases.length === 0) return first.length + 1
  const index = first.indexOf(id)
  return index < 0 ? first.length : index
}
