import * as Y from 'yjs'
import type { Voter } from './socket-voters.ts'

/** Sends a change as a client without the interface does: `ok` or the code of the refusal. */
export async function outcomeOfChange({ client }: Voter, change: (doc: Y.Doc) => void): Promise<string> {
  const { doc, refusals, saved, sent, until, sendUpdate } = client
  // Everything before has its answer, the client's own first one too: none is taken for the answer to this change.
  await until(() => saved() + refusals.length >= sent())
  const before = { refused: refusals.length, saved: saved() }
  sendUpdate(updateOf(doc, change))
  await until(() => refusals.length > before.refused || saved() > before.saved)
  return refusals[before.refused]?.code ?? 'ok'
}

/** Made on a copy: a refused change stays out of the document. */
function updateOf(doc: Y.Doc, change: (copy: Y.Doc) => void): Uint8Array {
  const copy = new Y.Doc()
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc))
  change(copy)
  const update = Y.encodeStateAsUpdate(copy, Y.encodeStateVector(doc))
  copy.destroy()
  return update
}
