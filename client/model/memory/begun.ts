import { atom, type ReadableAtom, type WritableAtom } from 'nanostores'
import type { StepPath } from '#shared/agenda/template.ts'
import type { Blanks, Tint } from '#shared/board/note.ts'
import type { Photo } from '#shared/board/photo.ts'
import type { Command } from '#shared/wire/command.ts'
import type { Audience } from '#shared/workshop/audience.ts'
import type { NoteKind } from '#shared/workshop/note-kind.ts'
import { namesRemembered, recall, remember } from '../../storage/browser-storage.ts'

/** The commands that take words which were begun in a step that is over. Their text is added. */
export type LateCommand = Omit<Extract<Command, { readonly kind: 'read.late' }>, 'text'>

/** A text that a person has begun in a field, or has added there, as this browser keeps it. */
export interface Begun {
  /** The step in which it was begun. Null: outside any step. */
  readonly step: StepPath | null
  /** The field of that step. */
  readonly field?: string
  /** The audience that the field named when the text was begun. */
  readonly audience: Audience
  readonly text: string
  readonly blanks?: Blanks
  /** The things that it grows from, or is tied to. */
  readonly from?: readonly string[]
  readonly kind?: NoteKind
  readonly tint?: Tint
  /** Uploaded, and seen by its author alone until the words are sent. Null: its author has taken it off. */
  readonly photo?: Photo | null
  /** Words that become no note, but can still be sent once their step is over: the command, without the words. */
  readonly late?: LateCommand
  /** Its author has added it: the server knows its note by this secret. */
  readonly secret?: string
  /** When they added it by the server's clock, milliseconds. */
  readonly at?: number
  /** Its note, once the server has it. */
  readonly note?: string
  /** Missing until it is sent for the first time. True: the server has it exactly so. */
  readonly isSent?: boolean
  /** Its author takes it back: forgotten once the server has done so. */
  readonly isGone?: boolean
  /** No words: an answer that was chosen, and that nobody else would understand. */
  readonly isChoice?: boolean
}

/** The texts of one person on one board, by the place in which each was begun. */
export type BegunTexts = Readonly<Record<string, Begun>>

const stores = new Map<string, WritableAtom<BegunTexts>>()

/** The texts that this browser keeps for a person on a board. They outlive reloads, steps and the session itself. */
export function begunOf(board: string, participant: string): ReadableAtom<BegunTexts> {
  return storeOf(board, participant)
}

/** Keeps a text under its place. Null forgets it. */
export function keepBegun(board: string, participant: string, place: string, begun: Begun | null): void {
  const store = storeOf(board, participant)
  remember(`${prefixOf(board, participant)}${place}`, begun && JSON.stringify(begun))
  store.set(withPlace(store.get(), place, begun))
}

/** Forgets every text of a person on a board. */
export function forgetBegun(board: string, participant: string): void {
  const prefix = prefixOf(board, participant)
  for (const name of namesRemembered(prefix)) remember(name, null)
  stores.get(prefix)?.set({})
}

/** True if it has words that are more than spaces. */
export function hasWords({ text, blanks = {} }: Pick<Begun, 'text' | 'blanks'>): boolean {
  return [text, ...Object.values(blanks)].some((words) => words.trim() !== '')
}

export interface PlacedText extends Begun {
  readonly place: string
}

/** The texts of a step that only their author has, as they are now. */
export function unsentIn(texts: BegunTexts, step: StepPath): readonly PlacedText[] {
  return Object.entries(texts).flatMap(([place, begun]) =>
    begun.step === step && isUnsent(begun) ? [{ ...begun, place }] : [],
  )
}

export function isUnsent(begun: Begun): boolean {
  return begun.isSent !== true && begun.isGone !== true && begun.isChoice !== true && hasWords(begun)
}

/** The place of the reason for an answer. */
export function isReason(place: string): boolean {
  return place.split('/').some((part) => part.startsWith('reason:'))
}

function withPlace(texts: BegunTexts, place: string, begun: Begun | null): BegunTexts {
  const { [place]: _, ...others } = texts
  return begun ? { ...others, [place]: begun } : others
}

function storeOf(board: string, participant: string): WritableAtom<BegunTexts> {
  const prefix = prefixOf(board, participant)
  const known = stores.get(prefix)
  if (known) return known
  const pairs = namesRemembered(prefix).flatMap((name) => {
    const begun = read(recall(name))
    return begun ? [[name.slice(prefix.length), begun] as const] : []
  })
  const store = atom<BegunTexts>(Object.fromEntries(pairs))
  stores.set(prefix, store)
  followOtherTabs(prefix, store)
  return store
}

function followOtherTabs(prefix: string, store: WritableAtom<BegunTexts>): void {
  if (typeof window === 'undefined') return
  window.addEventListener('storage', ({ key, newValue }) => {
    if (key?.startsWith(prefix)) store.set(withPlace(store.get(), key.slice(prefix.length), read(newValue)))
  })
}

function read(entry: string | null): Begun | null {
  try {
    const found: unknown = JSON.parse(entry ?? 'null')
    return isBegun(found) ? found : null
  } catch {
    // Not written by this program.
    return null
  }
}

function isBegun(found: unknown): found is Begun {
  if (typeof found !== 'object' || found === null) return false
  const { text, audience, step } = found as Record<string, unknown>
  return (
    typeof text === 'string' && typeof audience === 'string' && (step === null || typeof step === 'string')
  )
}

function prefixOf(board: string, participant: string): string {
  return `boussole.begun.${board}.${participant}.`
}
