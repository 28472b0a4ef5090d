import { useStore } from '@nanostores/react'
import { computed } from 'nanostores'
import type { ClientActivity } from '../../panels/host/activity.ts'
import { useBoard } from '../../panels/host/board-context.tsx'
import { useIsLed } from '../../panels/host/use-agenda.ts'
import { lazyPart } from '../../panels/host/entries.tsx'
import { lateWatch } from '../../panels/host/late-watch.ts'
import { WriteButton } from './write-button.tsx'
import { beginDialog, revealDialog, deskDrawer } from './write-entries.ts'
import { writeFirstWords } from './first-words.ts'

const WritingBar = lazyPart(async () => (await import('./writing-bar.tsx')).WritingBar)
const DeskNotes = lazyPart(async () => (await import('./desk-notes.tsx')).DeskNotes)
const KeptNotes = lazyPart(async () => (await import('./kept-notes.tsx')).KeptNotes)
const ProjectorPrompt = lazyPart(async () => (await import('./projector-prompt.tsx')).ProjectorPrompt)

/** Writing in private, and the reveal. */
export const write: ClientActivity = {
  name: 'write',
  stageKind: ({ writing }) => (writing === 'shared' ? 'gallery' : 'sheet'),
  TopBar: WriteButton,
  Bar: PrivateBar,
  emptyBoard: ({ writing, desk }) => {
    if (writing.get().mode !== 'private') return undefined
    return writeFirstWords.t(desk.takesNotes.get() ? 'emptyBoard' : 'emptyBoardOthers')
  },
  watch: (board) => lateWatch(async () => (await import('./follow-writing.ts')).followWritingAndAreas(board)),
  actions: async () => (await import('./write-actions.tsx')).writeActions,
  soon: [WritingBar, deskDrawer],
  later: [beginDialog, revealDialog],
  phone: {
    isShown: ({ desk }) => desk.takesNotes,
    name: () => writeFirstWords.t('yours'),
    List: DeskNotes,
    AboveNotes: KeptNotes,
  },
  projector: {
    state: ({ writing }) =>
      computed(writing, ({ mode, since }) => ({ isUnderWay: mode === 'private', beganAt: since })),
    Prompt: ProjectorPrompt,
  },
  replay: async () => (await import('./replay-of-writing.ts')).replayOfWriting,
}

function PrivateBar() {
  const { model } = useBoard()
  const isLed = useIsLed()
  return useStore(model.writing).mode === 'private' && !isLed && <WritingBar />
}
