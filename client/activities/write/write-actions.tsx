import { Eye, EyeOff, NotebookPen, PenLine } from 'lucide-react'
import { isWritten } from '#shared/board/draft.ts'
import { WriteOperation } from '#shared/activities/write/activity.ts'
import type { Actions } from '../../panels/host/feature.ts'
import { isPlanned } from '../../panels/host/use-agenda.ts'
import { reportRefusal } from '../../panels/host/outcome.ts'
import { beginDialog, revealDialog, deskDrawer } from './write-entries.ts'
import { writeWords } from './words.ts'

export const writeActions: Actions = {
  stores: ({ writing, desk, agenda }) => [writing, desk.drafts, agenda],
  list: ({ model, shell }) => {
    const { mode, since } = model.writing.get()
    const isPrivate = mode === 'private'
    const isFree = !isPlanned(model)
    const hasDrafts = model.desk.drafts.get().some(isWritten)
    return [
      {
        id: 'write-privately',
        label: writeWords.t('begin'),
        icon: <EyeOff />,
        section: 'work',
        inMenu: 'phone',
        isPossible: model.may(WriteOperation.setWriting) && !isPrivate && isFree,
        run: () => shell.open(beginDialog),
      },
      {
        id: 'reveal',
        label: writeWords.t('reveal'),
        icon: <Eye />,
        section: 'work',
        inMenu: false,
        // Also after an end without a reveal: earlier drafts can still be revealed.
        isPossible: model.may(WriteOperation.revealDesks) && since > 0 && isFree,
        run: () => shell.open(revealDialog),
      },
      {
        id: 'write-together',
        label: writeWords.t('end'),
        icon: <PenLine />,
        section: 'work',
        inMenu: 'phone',
        isPossible: model.may(WriteOperation.setWriting) && isPrivate && isFree,
        run: () =>
          reportRefusal(model, model.run({ kind: 'writing.set', mode: 'shared' }), () =>
            model.notices.show({ text: writeWords.t('ended'), tone: 'calm' }),
          ),
      },
      {
        id: 'desk',
        label: writeWords.t('yours'),
        icon: <NotebookPen />,
        section: 'work',
        inMenu: isPrivate ? 'phone' : true,
        isPossible: model.desk.isKept && (isPrivate || hasDrafts),
        run: () => shell.drawer.set(deskDrawer),
      },
    ]
  },
}
