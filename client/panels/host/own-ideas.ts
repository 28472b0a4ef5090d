import { useStore } from '@nanostores/react'
import { useEffect, useMemo, useState } from 'react'
import type { BoardModel } from '../../model/contract/board-model.ts'
import { readOwnIdeas, type OwnIdea } from '../../model/memory/own-ideas.ts'
import { useBoard } from './board-context.tsx'

export { ownIdeasKept } from '../../model/memory/own-ideas.ts'

/** Ids of the notes that this person wrote, as far as this browser knows. */
export function ownNotes({ id, me }: Pick<BoardModel, 'id' | 'me'>): readonly string[] {
  return readOwnIdeas(id, me.get().id).flatMap(({ note }) => note ?? [])
}

/** The ideas of this person, as far as this browser knows, and those that they prepared: the desk knows them. */
export function useOwnIdeas(): readonly OwnIdea[] {
  const { model } = useBoard()
  const { desk, scene, id, me } = model
  useEffect(() => (desk.isKept ? desk.keepOpen() : undefined), [desk])
  const answers = useStore(desk.answers)
  const [kept] = useState(() => readOwnIdeas(id, me.get().id))
  return useMemo(() => {
    const book = new IdeaBook(me.get().id, kept)
    book.answersAre(answers)
    book.find(scene.notes.values())
    return book.ideas
  }, [kept, answers, me, scene])
}

/** A note as the book reads it. */
interface KnownNote {
  readonly id: string
  readonly text: string
  readonly author: string | null
  /** In which it was written. */
  readonly step?: string
}

/** A draft, with the answer that it was poured from. */
interface KnownDraft extends Pick<KnownNote, 'id' | 'text' | 'step'> {
  readonly from?: readonly string[]
}

/** A prepared answer, and the step that has taken it. */
interface KnownAnswer extends Pick<KnownNote, 'id' | 'text'> {
  readonly taken?: string
}

/** A text that was added to a shared step, with its note once the server has it. */
interface AddedText {
  readonly text: string
  readonly note?: string
  readonly isGone?: boolean
}

/** Ideas of one person on one board. Not measured. */
const mostIdeas = 300

/**
 * Follows one person's own words from the desk to the board. A reveal gives drafts new ids and no author, so the book finds
 * them again by their words, as soon as they are there.
 */
export class IdeaBook {
  readonly #me: string
  #ideas: OwnIdea[]
  readonly #drafts = new Map<string, KnownDraft>()

  constructor(me: string, ideas: readonly OwnIdea[]) {
    this.#me = me
    this.#ideas = [...ideas]
  }

  /** Oldest first. Words that never became a note are among them. */
  get ideas(): readonly OwnIdea[] {
    return this.#ideas
  }

  /** The drafts on the desk now. One that is no longer there may have become a note. Returns true for a change. */
  draftsAre(drafts: readonly KnownDraft[]): boolean {
    const here = new Map(drafts.map((draft) => [draft.id, draft]))
    const gone = [...this.#drafts.values()].filter(({ id, text }) => !here.has(id) && text.trim() !== '')
    this.#drafts.clear()
    for (const [id, draft] of here) this.#drafts.set(id, draft)
    for (const draft of gone) this.#become(draft)
    return gone.length > 0
  }

  /**
   * The answers on the desk now. A step that has taken one made a draft of it, perhaps while this browser was not there.
   * Returns true for a change.
   */
  answersAre(answers: readonly KnownAnswer[]): boolean {
    let isChanged = false
    for (const { id, text, taken } of answers) {
      const words = text.trim()
      const isKnown = this.#ideas.some((idea) => idea.answer === id || idea.text === words)
      if (taken === undefined || words === '' || isKnown) continue
      this.#add({ text: words, note: null, answer: id })
      isChanged = true
    }
    return isChanged
  }

  /** Texts that were added to shared steps: their notes name nobody. Returns true for a change. */
  addedAre(texts: readonly AddedText[]): boolean {
    let isChanged = false
    for (const { text, note, isGone } of texts) {
      if (note === undefined || note === '') continue
      if (isGone === true) isChanged = this.#forget(note) || isChanged
      else isChanged = this.#know(note, text.trim()) || isChanged
    }
    return isChanged
  }

  /** Notes that have come or changed. Returns true for a change. */
  notesAre(notes: Iterable<KnownNote>): boolean {
    let isChanged = false
    for (const { id, author, text } of notes) {
      const words = text.trim()
      if (author !== this.#me || words === '') continue
      isChanged = this.#know(id, words) || isChanged
    }
    return isChanged
  }

  /** Finds the notes that drafts have become. Returns true for a change. */
  find(notes: Iterable<KnownNote>): boolean {
    if (this.#ideas.every(({ note }) => note !== null)) return false
    const claimed = new Set(this.#ideas.map(({ note }) => note))
    const free = Map.groupBy(
      [...notes].filter(({ id, author }) => !claimed.has(id) && (author === null || author === this.#me)),
      ({ text }) => text.trim(),
    )
    let isChanged = false
    this.#ideas = this.#ideas.map((idea) => {
      const alike = (idea.note === null && free.get(idea.text)) || []
      // Some people write the same words in several steps.
      const index = Math.max(
        0,
        alike.findIndex(({ step }) => step === idea.step),
      )
      const [found] = alike.splice(index, 1)
      if (!found) return idea
      isChanged = true
      return { ...idea, note: found.id }
    })
    return isChanged
  }

  /** A draft is gone. One that was an answer has perhaps other words than this. */
  #become({ text: words, step, from = [] }: KnownDraft): void {
    const text = words.trim()
    const at = this.#ideas.findIndex(({ answer, note }) => note === null && from.includes(answer ?? ''))
    const answer = this.#ideas[at]?.answer
    if (answer === undefined) this.#add({ text, note: null, ...(step !== undefined && { step }) })
    else this.#ideas[at] = { text, note: null, answer }
  }

  /** The words of an own note. Returns true for a change. */
  #know(note: string, text: string): boolean {
    const known = this.#ideas.findIndex((idea) => idea.note === note)
    if (this.#ideas[known]?.text === text) return false
    if (known < 0) this.#add({ text, note })
    else this.#ideas[known] = { ...this.#ideas[known], text, note }
    return true
  }

  /** Its author has taken it back. */
  #forget(note: string): boolean {
    const others = this.#ideas.filter((idea) => idea.note !== note)
    const isKnown = others.length < this.#ideas.length
    this.#ideas = others
    return isKnown
  }

  #add(idea: OwnIdea): void {
    this.#ideas = [...this.#ideas, idea].slice(-mostIdeas)
  }
}
