import type { Step, Template } from '#shared/agenda/template.ts'
import { addNote } from '#shared/board/note.ts'
import { statementsOf } from '#shared/board/statements.ts'
import type { Command } from '#shared/wire/command.ts'
import type { SocketClient } from '../support/socket-client.ts'

/** Of every step: nobody waits for its end. */
export const stepBase = { prompt: [{ en: 'Take out the fine words.' }], seconds: 900 } as const

/** Notes become statements, which people rewrite; then other steps of phase `a`. */
export function rewritingTemplate(then: readonly Step[] = []): Template {
  const shared = { ...stepBase, writing: 'shared' } as const
  const notes = { from: 'a/write', take: 'notes', show: 'pour' } as const
  return {
    format: 'boussole-template',
    version: 1,
    id: 'bench',
    title: { en: 'Rewriting' },
    ask: [],
    phases: [
      {
        id: 'a',
        title: { en: 'A' },
        steps: [
          { ...shared, id: 'write', activity: 'write', fields: [{ id: 'all', title: { en: 'All' } }] },
          { ...shared, id: 'rewrite', activity: 'rewrite', input: [notes] },
          ...then,
        ],
      },
    ],
  }
}

/** A facilitator leads the board to statements of these texts. */
export async function leadToStatements(
  lead: SocketClient,
  template: Template,
  texts: readonly string[],
): Promise<void> {
  await runCommand(lead, { kind: 'agenda.take', template, answers: {} })
  await runCommand(lead, { kind: 'agenda.move', from: 0, to: 'a/write' })
  for (const [index, text] of texts.entries()) {
    const place = { x: index * 220, y: 0, author: null, created: index }
    addNote(lead.doc, { ...place, text, step: 'a/write', field: 'all' })
  }
  await lead.allSaved()
  await runCommand(lead, { kind: 'agenda.move', from: 1, to: 'a/rewrite' })
  await lead.until(() => statementsOf(lead.doc).length === texts.length)
}

/** Throws when the server refuses. */
export async function runCommand(lead: SocketClient, command: Command): Promise<void> {
  const reply = await lead.command(command)
  if (!reply.ok) throw new Error(`${command.kind}: ${reply.code}`)
}
