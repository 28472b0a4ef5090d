import type { CreatedBoard } from '#shared/wire/http.ts'
import type { Round } from '#shared/workshop/round.ts'
import type { Stage } from './browser.ts'

/** A board with these notes in rows of twenty, made from a board file; a closed round is about all of them. */
export async function importBoard(
  { server }: Pick<Stage, 'server'>,
  texts: readonly string[],
  totals?: Pick<Round, 'title'> & { readonly of: readonly number[] },
): Promise<CreatedBoard> {
  const notes = texts.map((text, index) => ({
    id: `note${String(index).padStart(4, '0')}`,
    kind: 'idea',
    tint: 'sun',
    created: 1_795_000_000_000 + index,
    x: (index % 20) * 220,
    y: Math.floor(index / 20) * 220,
    z: index,
    cluster: null,
    text,
  }))
  const now = Date.now()
  const round = totals && {
    id: 'round0000001',
    number: 1,
    title: totals.title,
    target: 'notes',
    options: notes.map(({ id }) => id),
    budget: 5,
    cap: 1,
    isSecret: true,
    deadline: null,
    openedAt: now - 2,
    closedAt: now - 1,
    voted: 9,
    eligible: 9,
    totals: Object.fromEntries(totals.of.map((total, index) => [notes[index]?.id ?? '', total])),
    previous: null,
  }
  const { body } = await server.ask('POST', '/api/imports', {
    format: 'boussole-board',
    version: 1,
    title: 'Our purpose',
    language: 'en',
    notes,
    clusters: [],
    rounds: round ? [round] : [],
  })
  return body as CreatedBoard
}
