import { atom } from 'nanostores'
import { recall, remember } from '../../storage/browser-storage.ts'

/** Words that this person wrote in this browser, and the note that they became. Null: none is known. */
export interface OwnIdea {
  readonly text: string
  readonly note: string | null
  /** The prepared answer that it was, on this person's desk. */
  readonly answer?: string
  /** The step in which they were written in private. */
  readonly step?: string
}

/** The ideas of this person on this board. Nobody else has them: the server keeps no such tie. */
export function readOwnIdeas(board: string, participant: string): readonly OwnIdea[] {
  return readList(nameOf(board, participant)).filter(isIdea)
}

/** A reason that this person sent, with the secret by which this browser alone decides about its words later. */
export interface SentReason {
  readonly round: string
  readonly option: string
  readonly text: string
  readonly secret: string
  /** It may stand in the evidence file. */
  readonly isLent: boolean
}

export function readSentReasons(board: string, participant: string): readonly SentReason[] {
  return readList(reasonsOf(board, participant)).filter(isSentReason)
}

export function keepSentReasons(board: string, participant: string, sent: readonly SentReason[]): void {
  remember(reasonsOf(board, participant), sent.length === 0 ? null : JSON.stringify(sent))
}

function readList(name: string): readonly unknown[] {
  try {
    const stored: unknown = JSON.parse(recall(name) ?? '[]')
    return Array.isArray(stored) ? stored : []
  } catch {
    // Not written by this program: treated as empty.
    return []
  }
}

function isSentReason(entry: unknown): entry is SentReason {
  if (typeof entry !== 'object' || entry === null) return false
  const { round, option, text, secret, isLent } = entry as Record<string, unknown>
  return (
    [round, option, text, secret].every((part) => typeof part === 'string') && typeof isLent === 'boolean'
  )
}

function reasonsOf(board: string, participant: string): string {
  return `boussole.reasons.${board}.${participant}`
}

/** Counts how often this page has kept them: what is drawn from them is drawn again. */
export const ownIdeasKept = atom(0)

export function keepOwnIdeas(board: string, participant: string, ideas: readonly OwnIdea[]): void {
  remember(nameOf(board, participant), ideas.length === 0 ? null : JSON.stringify(ideas))
  ownIdeasKept.set(ownIdeasKept.get() + 1)
}

function isIdea(entry: unknown): entry is OwnIdea {
  if (typeof entry !== 'object' || entry === null) return false
  const { text, note, answer, step } = entry as Record<string, unknown>
  const isKnown = note === null || typeof note === 'string'
  return typeof text === 'string' && isKnown && isTextOrNone(answer) && isTextOrNone(step)
}

function isTextOrNone(value: unknown): boolean {
  return value === undefined || typeof value === 'string'
}

function nameOf(board: string, participant: string): string {
  return `boussole.ideas.${board}.${participant}`
}
