import type * as Y from 'yjs'
import type { Adoption, Replies, Reply } from '../workshop/adoption.ts'
import { logAdoption } from './agenda.ts'
import { adoptionsRoot, repliesRoot } from './document.ts'

/** Oldest first. The last one is the purpose. */
export function adoptionsOf(doc: Y.Doc): readonly Adoption[] {
  return [...adoptionsRoot(doc).values()].flatMap(adoptionOf).sort((a, b) => a.number - b.number)
}

function adoptionOf(entry: unknown): readonly Adoption[] {
  return typeof entry === 'object' && entry !== null ? [entry as Adoption] : []
}

/** The adopted purpose; undefined before the first adoption. */
export function adoptedPurpose(doc: Y.Doc): Adoption | undefined {
  return adoptionsOf(doc).at(-1)
}

/** Server only. An adoption is never removed, and keeps its words. */
export function writeAdoption(doc: Y.Doc, adoption: Adoption): void {
  doc.transact(() => adoptionsRoot(doc).set(adoption.id, adoption))
}

/** Server only. The same, and the log of the agenda says who adopted it. */
export function adopt(doc: Y.Doc, adoption: Adoption, by: string): void {
  doc.transact(() => {
    writeAdoption(doc, adoption)
    logAdoption(doc, adoption.id, { at: adoption.at, by })
  })
}

/** Server only. A facilitator says that an adoption of a file is theirs. False when there is no such one. */
export function claimAdoption(doc: Y.Doc, id: string, at: number): boolean {
  const [adoption] = adoptionOf(adoptionsRoot(doc).get(id))
  if (!adoption?.isImported) return false
  if (isUnclaimed(adoption)) writeAdoption(doc, { ...adoption, claimedAt: at })
  return true
}

/** The answers in writing to the reasons of closed rounds, by `replyKey`. */
export function repliesOf(doc: Y.Doc): Replies {
  return Object.fromEntries(repliesRoot(doc)) as Record<string, Reply>
}

/** Server only. Null removes it. */
export function writeReply(doc: Y.Doc, key: string, reply: Reply | null): void {
  doc.transact(() => {
    if (reply) repliesRoot(doc).set(key, { text: reply.text, at: reply.at })
    else repliesRoot(doc).delete(key)
  })
}

/** True for an adoption of a file of which nobody has said yet that it is theirs. */
export function isUnclaimed({ isImported, claimedAt }: Pick<Adoption, 'isImported' | 'claimedAt'>): boolean {
  return isImported === true && claimedAt === undefined
}
