import { useStore } from '@nanostores/react'
import { EyeOff } from 'lucide-react'
import { computed } from 'nanostores'
import { WriteOperation } from '#shared/activities/write/activity.ts'
import { useWords } from '../../i18n/use-words.ts'
import type { ClientActivity } from '../../panels/host/feature.ts'
import { useBoard, useMay } from '../../panels/host/board-context.tsx'
import { lazyPart } from '../../panels/host/entries.tsx'
import { lateWatch } from '../../panels/host/late-watch.ts'
import { returnFocus } from '../../panels/host/return-focus.ts'
import { isPlanned, useIsLed } from '../../panels/host/use-agenda.ts'
import { lazyBeside } from '../../panels/ui/lazy.ts'
import { BarButton } from '../../panels/ui/button.tsx'
import { narrowQuery, useMedia } from '../../panels/ui/use-media.ts'
import { writeFirstWords } from './first-words.ts'
import { beginDialog, deskDrawer, revealDialog } from './write-entries.ts'

const WritingBar = lazyPart(async () => (await import('./writing-bar.tsx')).WritingBar)
const DeskNotes = lazyPart(async () => (await import('./desk-notes.tsx')).DeskNotes)
const KeptNotes = lazyBeside(async () => ({ default: (await import('./kept-notes.tsx')).KeptNotes }))
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

/** The button that begins private writing, for facilitators. */
function WriteButton() {
  const t = useWords(writeFirstWords)
  const { model, shell } = useBoard()
  const maySetWriting = useMay(WriteOperation.setWriting)
  const isPrivate = useStore(model.writing).mode === 'private'
  useStore(model.agenda)
  const isNarrow = useMedia(narrowQuery)
  if (!maySetWriting || isPrivate || isPlanned(model) || isNarrow) return null
  return (
    <BarButton
      ref={returnFocus}
      label={t('begin')}
      icon={<EyeOff />}
      onClick={() => shell.open(beginDialog)}
    />
  )
}
