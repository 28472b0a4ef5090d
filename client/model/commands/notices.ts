import { nanoid } from 'nanoid'
import { atom } from 'nanostores'
import type { Notice, Notices } from '../contract/board-model.ts'

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
