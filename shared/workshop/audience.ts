/**
 * To whom a text goes, from its first letter. It is kept with the text, together with the step in which the text was
 * begun, and no text becomes more public than its audience says without a press of its author.
 */
export const Audience = {
  /** Nobody but its author. */
  onlyMe: 'only-me',
  /** Nobody else until the group shows all; then without a name. */
  hidden: 'hidden',
  /** Nobody else until the group shows all; then with its author's name. */
  hiddenSigned: 'hidden-signed',
  /** Everybody, from now on, without a name. */
  open: 'open',
  /** Everybody, from now on, with its author's name. */
  openSigned: 'open-signed',
} as const
export type Audience = (typeof Audience)[keyof typeof Audience]

/** The audiences of texts that everybody sees at once. */
export type OpenAudience = typeof Audience.open | typeof Audience.openSigned

/** True where everybody sees the text at once. */
export function isOpen(audience: Audience): audience is OpenAudience {
  return audience === Audience.open || audience === Audience.openSigned
}

/** True where its author's name stands with the text, once others see it. */
export function isSigned(audience: Audience): boolean {
  return audience === Audience.hiddenSigned || audience === Audience.openSigned
}

/** The audience of a draft by its two marks. */
export function audienceOfDraft({
  isHeld,
  author,
}: {
  readonly isHeld: boolean
  readonly author: string | null
}): Audience {
  if (isHeld) return Audience.onlyMe
  return author === null ? Audience.hidden : Audience.hiddenSigned
}
