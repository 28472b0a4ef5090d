import type * as Y from 'yjs'
import { AskAudience } from '#shared/asking/ask.ts'
import { askedIn } from '#shared/asking/asked.ts'
import { readActivity, askedName } from '#shared/board/activities.ts'
import { roundsOf } from '#shared/board/round.ts'
import { signsQuestion, testsIn, type StepTest } from '#shared/statements/tested.ts'
import type { Command } from '#shared/wire/command.ts'
import type { OwnReason } from '#shared/workshop/round.ts'
import type { Voter } from './socket-voters.ts'

export type SwapAnswer = 'yes' | 'almost' | 'no' | 'pass'

/** The tests of a board under other names, oldest first. */
export function swapsOf(doc: Y.Doc): readonly StepTest[] {
  return testsIn(roundsOf(doc), readActivity(doc, askedName))
}

/** The open one. */
export function openSwapOf(doc: Y.Doc): StepTest | undefined {
  return swapsOf(doc).find(({ state }) => state === 'open')
}

/** Says whether this organisation could sign the sentence, or we that of another one. */
export function judgeCommand(
  asked: string,
  option: string,
  value: SwapAnswer,
  reason?: OwnReason,
): Extract<Command, { readonly kind: 'answer.write' }> {
  const question = `${option}/${signsQuestion}`
  const audience = AskAudience.secret
  return { kind: 'answer.write', asked, question, value, audience, ...(reason && { reason }) }
}

export async function judge(
  { client }: Voter,
  asked: string,
  option: string,
  value: SwapAnswer,
  reason?: OwnReason,
): Promise<string> {
  const reply = await client.command(judgeCommand(asked, option, value, reason))
  return reply.ok ? 'ok' : reply.code
}

/** Shows the answers of the open test, and returns it. */
export async function showSwap({ client }: Voter, id: string): Promise<StepTest> {
  const step = swapsOf(client.doc).find((test) => test.id === id)?.step ?? ''
  const stateOf = () => askedIn(readActivity(client.doc, askedName), step)
  const reply = await client.command({ kind: 'asking.show', asked: id })
  if (!reply.ok) throw new Error(`not shown: ${JSON.stringify(reply)}`)
  await client.until(() => stateOf()?.id !== id || stateOf()?.shown != null)
  const shown = swapsOf(client.doc).find((test) => test.id === id)
  if (!shown) throw new Error(`${id} is gone`)
  return shown
}
