import type { RefusalCode } from '#shared/wire/refusal.ts'

/** The sentences that the model itself shows; the catalogue has each of them in every language. */
export type Sentence =
  | 'common.undo'
  | 'notices.removed'
  | 'notices.kept'
  | 'notices.undoneInstead'
  | 'notices.redoneInstead'
  | 'notices.unsaved'
  | 'notices.putBackNotes'
  | 'notices.unsent'
  | 'notices.copyUnsent'
  | 'notices.unsentCopied'
  | 'notices.unsavedDrafts'
  | 'notices.putBackDrafts'
  | 'notices.typedAtReveal'
  | 'notices.deskFull'
  | 'notices.lettersLeft'
  | 'notices.notCut'
  | 'notices.pasteLeft'
  | 'notices.left'
  | 'notices.leftUnnamed'
  | 'notices.unlockFirst'
  | 'notices.photosComing'
  | 'notices.photosKept'
  | 'notices.photosFull'
  | 'notices.photosUnkept'
  | 'notices.photosLeaveOut'
  | 'notices.photosRefused'
  | 'notices.photosLeft'
  | 'notices.photoOff'
  | 'notices.photoAtReveal'
  | 'notices.tryAgain'
  | 'notices.repaired'
  | `errors.${RefusalCode | 'network'}`

/** The interface's translation function, passed in so that the model runs without one. */
export type Say = (sentence: Sentence, values?: Readonly<Record<string, string | number>>) => string
