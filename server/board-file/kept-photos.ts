import type * as Y from 'yjs'
import { turnCards } from '#shared/activities/turns/turn-round.ts'
import type { ActivityCards } from '#shared/agenda/activity.ts'
import { findStep } from '#shared/agenda/steps.ts'
import { activityStates } from '#shared/board/activities.ts'
import { readTemplate } from '#shared/board/agenda.ts'
import { notesRoot } from '#shared/board/document.ts'
import { cardOfPhoto, firstCardsOf, writeFirstCards, type FirstCards } from '#shared/board/kept-photos.ts'
import type { NoteFacts } from '#shared/board/note.ts'
import type { Photo } from '#shared/board/photo.ts'

/** The activities whose notes keep their photos in the room. A list of its own: the server alone asks it. */
const activityCards: Readonly<Record<string, ActivityCards>> = { turns: turnCards }

const withCards = Object.entries(activityCards)

/** The photos of these notes that came onto the board with them, each with its card. */
export function newCardsOf(doc: Y.Doc, notes: Iterable<string>): FirstCards {
  let isCard: ((facts: NoteFacts) => boolean) | undefined
  return firstCardsOf(doc, notes, (facts) => (isCard ??= cardTestFor(doc))(facts))
}

/** Follows a board until it is destroyed: the server writes a photo's card in the commit that brings the photo. */
export function followNewCards(doc: Y.Doc): void {
  notesRoot(doc).observe(({ keysChanged }) => writeFirstCards(doc, newCardsOf(doc, keysChanged)))
}

/** True for photos that no report shows, whichever note has them: their card’s owner has not let them into reports. */
export function keptPhotosOf(doc: Y.Doc): (photo: Photo) => boolean {
  // A board that was stored before this root, or one under way to the server.
  const missing = newCardsOf(doc, notesRoot(doc).keys())
  const states = activityStates(doc)
  const shown = new Set(withCards.flatMap(([name, { shown: cards }]) => cards(states[name])))
  return ({ id }) => {
    const card = cardOfPhoto(doc, id) ?? missing.get(id) ?? null
    return card !== null && !shown.has(card)
  }
}

/** A note is a card by its step while it comes; the agenda may have lost that step since. */
function cardTestFor(doc: Y.Doc): (facts: NoteFacts) => boolean {
  const template = readTemplate(doc)
  const states = activityStates(doc)
  return ({ step }) => {
    if (step === undefined) return false
    const placed = template && findStep(template, step)
    return withCards.some(([name, { steps }]) =>
      placed ? placed.step.activity === name : steps(states[name]).has(step),
    )
  }
}
