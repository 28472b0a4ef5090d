import { nanoid } from 'nanoid'
import type { Blanks } from '#shared/board/note.ts'
import { Audience, isSigned } from '#shared/workshop/audience.ts'
import { keepBegun, type PlacedText } from '../../model/memory/begun.ts'
import type { BoardModel } from '../../model/contract/board-model.ts'
import { t } from '../../i18n/i18n.ts'
import { lateTextWords } from './late-text-words.ts'
import { reportRefusal } from './outcome.ts'
import type { LateText } from './late-texts.ts'

/** The secrets of texts that this page has shown late. */
const secrets = new Map<string, string>()

/** Shows it to everybody at once, signed or not as its field said. */
export function showLate(model: BoardModel, { draft, begun, audience }: LateText): void {
  const open = isSigned(audience) ? Audience.openSigned : Audience.open
  const shown = () => {
    if (begun) forget(model, begun.place)
    model.notices.show({ tone: 'calm', text: lateTextWords.t(begun?.late ? 'shownInList' : 'shown') })
  }
  if (draft)
    return reportRefusal(model, model.run({ kind: 'desk.show', draft: draft.id, audience: open }), shown)
  if (!begun) return
  const { step, field, text, blanks, from, kind, tint, late } = begun
  if (late) return reportRefusal(model, model.run({ ...late, text: text.trim() }), shown)
  if (step === null || field === undefined) return
  const secret = secretOf(model, begun)
  const adding = model.run({
    kind: 'note.add',
    step,
    field,
    audience: open,
    secret,
    text: text.trim(),
    isLate: true,
    ...(blanks && { blanks: filledIn(blanks) }),
    ...(from && { from: [...from] }),
    ...(kind && { noteKind: kind }),
    ...(tint && { tint }),
  })
  reportRefusal(model, adding, shown)
}

/** Pressed again, it is the same note. A note that is on the board with other words stays. */
function secretOf({ id }: BoardModel, { place, secret, note }: PlacedText): string {
  const key = `${id} ${place}`
  const known = secrets.get(key) ?? (note === undefined ? secret : undefined) ?? nanoid()
  secrets.set(key, known)
  return known
}

/** A later reveal of notes of its kind shows it, or its author sends it in a later step. */
export function bringLate(model: BoardModel, text: LateText): void {
  const { begun, next } = text
  if (begun && next?.kind === 'field') {
    const { place, ...kept } = begun
    keepBegun(model.id, model.me.get().id, next.place, { ...kept, step: next.step })
    forget(model, place)
    model.notices.show({ tone: 'calm', text: lateTextWords.t('broughtToField') })
    return
  }
  const ids = onDesk(model, text, isSigned(text.audience) ? Audience.hiddenSigned : Audience.hidden)
  if (ids.length === 0) return
  model.desk.bringWithNext(ids)
  model.notices.show({ tone: 'calm', text: lateTextWords.t('brought') })
}

/** Nobody else ever sees it. */
export function keepLate(model: BoardModel, text: LateText): void {
  if (onDesk(model, text, Audience.onlyMe).length === 0) return
  model.notices.show({ tone: 'calm', text: lateTextWords.t('kept') })
}

/** Deletes it, and offers to take that back. */
export function removeLate(model: BoardModel, { draft, begun }: LateText): void {
  if (draft) return model.desk.remove([draft.id])
  if (!begun) return
  const { place, ...kept } = begun
  forget(model, place)
  model.notices.show({
    tone: 'plain',
    text: lateTextWords.t('removed'),
    action: { label: t('common.undo'), run: () => keepBegun(model.id, model.me.get().id, place, kept) },
  })
}

/** The text as a draft with this audience; nothing when the desk is full. */
function onDesk(model: BoardModel, { draft, begun }: LateText, audience: Audience): readonly string[] {
  if (draft) {
    model.desk.setAudience(draft.id, audience)
    return [draft.id]
  }
  if (!begun) return []
  const { place, text, blanks, from, kind, tint, step, field } = begun
  const origin =
    step === null
      ? {}
      : { step, ...(field !== undefined && { field, ...(blanks && { blanks }), ...(from && { from }) }) }
  const ids = model.desk.add([{ text: text.trim(), kind, tint, audience, origin }])
  if (ids.length > 0) forget(model, place)
  return ids
}

/** The server takes no empty blanks. */
function filledIn(blanks: Blanks): Record<string, string> {
  return Object.fromEntries(Object.entries(blanks).filter(([, words]) => words.trim() !== ''))
}

function forget(model: BoardModel, place: string): void {
  keepBegun(model.id, model.me.get().id, place, null)
}
