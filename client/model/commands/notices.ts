import { nanoid } from 'nanoid'
import { atom } from 'nanostores'
import { noteTextLimit } from '#shared/board/limits.ts'
import { cutTo } from '#shared/text/letters.ts'
import { Barrier, Operation } from '#shared/workshop/policy.ts'
import type { Say } from '../basics/model-messages.ts'
import type { Notice, Notices } from '../contract/board-model.ts'
import type { OwnRights } from '../document/own-rights.ts'
import type { Workplace } from './command-context.ts'

export function createNotices(): Notices {
  const list = atom<readonly Notice[]>([])
  return {
    list,
    show: (notice) => {
      const id = nanoid(8)
      list.set([...list.get(), { ...notice, id }])
      return id
    },
    dismiss: (id) => list.set(list.get().filter((notice) => notice.id !== id)),
  }
}

/** Shows a notice unless the same text is shown already: for things that people try repeatedly. */
export function showOnce({ list, show }: Notices, notice: Omit<Notice, 'id'>): void {
  if (!list.get().some(({ text }) => text === notice.text)) show(notice)
}

/** The sentence for a barrier. A person who can remove a lock learns that, instead of whom to ask. */
export function whyNot(barrier: Barrier, may: OwnRights['may'], say: Say): string {
  const isOwnLock = barrier === Barrier.locked && may(Operation.setRights)
  return say(isOwnLock ? 'notices.unlockFirst' : `errors.${barrier}`)
}

/** Cuts each text to the length of a note and shows a message about the rest. */
export function fitted(
  texts: readonly string[],
  { notices, say }: Pick<Workplace, 'notices' | 'say'>,
): readonly string[] {
  const kept = texts.map((text) => cutTo(text, noteTextLimit))
  const count = texts.reduce((left, text, index) => left + text.length - (kept[index]?.length ?? 0), 0)
  if (count > 0) {
    notices.show({ tone: 'warn', text: say('notices.lettersLeft', { count, most: noteTextLimit }) })
  }
  return kept
}
