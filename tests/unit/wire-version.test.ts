import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { encodeCursor, encodeCursors } from '#shared/wire/cursor.ts'
import { CloseCode, MessageType, subprotocol, wireHash } from '#shared/wire/message.ts'

type Modules = Readonly<Record<string, Readonly<Record<string, unknown>>>>

const wireFolder = new URL('../../shared/wire/', import.meta.url)
const activityFolder = new URL('../../shared/activities/', import.meta.url)
const wireModules: Modules = import.meta.glob('../../shared/wire/*.ts', { eager: true })
const commandModules: Modules = import.meta.glob('../../shared/activities/*/commands.ts', { eager: true })

test('no message changes its form without a decision about the version of the wire', () => {
  const hash = hashOf(wireForm())
  expect(hash, adviceFor('wireHash in shared/wire/message.ts', hash)).toBe(wireHash)
})

test.each(Object.keys(commandModules).map((path) => path.split('/').at(-2) ?? ''))(
  'no command of the activity %s changes its form without a decision about the version of the wire',
  (name) => {
    const hash = hashOf(schemasOf([commandModules[`../../shared/activities/${name}/commands.ts`] ?? {}]))
    const file = new URL(`${name}/wire-hash.txt`, activityFolder)
    const stored = existsSync(file) ? readFileSync(file, 'utf8').trim() : 'no hash'
    expect(hash, adviceFor(`shared/activities/${name}/wire-hash.txt`, hash)).toBe(stored)
  },
)

function adviceFor(place: string, hash: string): string {
  return (
    'The form of a message has changed. If an older page would send or read it wrongly, raise wireVersion ' +
    `in shared/wire/message.ts. Then write the new hash to ${place}: ${hash}`
  )
}

function hashOf(form: unknown): string {
  return createHash('sha256').update(JSON.stringify(form)).digest('hex').slice(0, 16)
}

test('the hash sees a changed field, and neither descriptions nor the order of fields', () => {
  const schema = {
    type: 'object',
    properties: { b: { type: 'string', description: 'x' }, a: { type: 'null' } },
  }
  const same = { properties: { a: { type: 'null' }, b: { type: 'string' } }, type: 'object' }
  const other = { ...same, properties: { ...same.properties, b: { type: 'string', maxLength: 3 } } }
  expect(canonical(schema)).toEqual(canonical(same))
  expect(canonical(other)).not.toEqual(canonical(same))
})

const cursor = { x: -3, y: 1_000, drag: { dx: 5, dy: -700 } }

/** Everything that two versions of the program must agree on. */
function wireForm(): unknown {
  return {
    subprotocol,
    messages: canonical(MessageType),
    closeCodes: canonical(CloseCode),
    cursor: [...encodeCursor(cursor), ...encodeCursor(null)],
    cursors: [...encodeCursors([{ index: 7, cursor }])],
    schemas: schemasOf(Object.values(wireModules)),
    types: types(),
  }
}

/** Without their names, which no message carries. */
function schemasOf(modules: readonly Readonly<Record<string, unknown>>[]): readonly string[] {
  const found = modules.flatMap((module) => Object.values(module).filter(isSchema))
  return [...new Set(found.map((schema) => JSON.stringify(canonical(schema))))].sort()
}

function isSchema(value: unknown): boolean {
  return typeof value === 'object' && value !== null && '~kind' in value
}

/** The members of interfaces, for messages that no schema checks. Their names are in no message. */
function types(): readonly string[] {
  return readdirSync(wireFolder)
    .flatMap((name) => {
      const text = readFileSync(new URL(name, wireFolder), 'utf8').replace(/\/\*[^]*?\*\/|\/\/.*/g, '')
      return [...text.matchAll(/^export interface [^{]*\{([^]*?)^\}/gm)].map(([, members = '']) => members)
    })
    .map((members) => members.replace(/\s+/g, ' ').trim())
    .sort()
}

/** The value with sorted keys and sorted unions, without descriptions. */
function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical)
  if (typeof value !== 'object' || value === null) return value
  const fields = Object.entries(value)
    .filter(([key]) => key !== 'description' && !key.startsWith('~'))
    .map(([key, field]) => [key, isUnion(key) ? sorted(field) : canonical(field)] as const)
  return Object.fromEntries(fields.sort(([a], [b]) => (a < b ? -1 : 1)))
}

function isUnion(key: string): boolean {
  return key === 'anyOf' || key === 'enum' || key === 'required'
}

function sorted(union: unknown): unknown {
  if (!Array.isArray(union)) return union
  return union.map((option) => JSON.stringify(canonical(option))).sort()
}
