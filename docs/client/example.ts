import { randomUUID } from 'node:crypto'
import createClient from 'openapi-fetch'
import type { paths } from './api.d.ts'

/**
 * Lists the notes of a board, adds one, and goes to the next step. BOARD is the address of the board without its secret,
 * a facilitator makes the TOKEN under "Share", with all three scopes.
 */
const board = new URL(process.env['BOARD'] ?? '')
const id = board.pathname.split('/').pop() ?? ''
const api = createClient<paths>({
  baseUrl: board.origin,
  headers: { authorization: `Bearer ${process.env['TOKEN']}` },
})
const params = { path: { id } }

const list = await api.GET('/api/boards/{id}/notes', { params })
if (list.error) throw new Error(list.error.message)
for (const { area, notes } of list.data.outline)
  for (const note of notes) console.log('read', area?.title ?? '-', note.text)

const body = { text: 'From a program', key: randomUUID() }
const added = await api.POST('/api/boards/{id}/notes', { params, body })
// Every refusal has a code, a sentence, and whether to try again. The key lets a program send the same note again.
if (added.error) console.log('refused', added.error.code, added.error.message)
else console.log('added', added.data.id)

const place = await api.GET('/api/boards/{id}/agenda', { params })
if (place.error) throw new Error(place.error.message)
console.log('now', place.data.now?.title ?? '-', '| next', place.data.next?.title ?? '-')

const moved = await api.POST('/api/boards/{id}/agenda/moves', {
  params,
  body: { to: 'next', from: place.data.move },
})
if (moved.error) console.log('refused', moved.error.code, moved.error.message)
else console.log('now', moved.data.now?.title ?? '-', 'until', moved.data.endsAt)
