import { useStore } from '@nanostores/react'
import { computed } from 'nanostores'
import { use, type ComponentType } from 'react'
import { AgendaState } from '#shared/agenda/agenda.ts'
import { hasFieldsBy } from '#shared/agenda/steps.ts'
import { Operation } from '#shared/workshop/policy.ts'
import { useBoard, useMay } from '../host/board-context.tsx'
import { useInColumn, heldStep, isColumnOpen, isColumnShown, isStageAside } from '../host/column.ts'
import { lazyPart, tellLost } from '../host/entries.tsx'
import { pinsOf, stepLeads, stepScenes } from '../host/step-scene.ts'
import type { Feature } from '../host/feature.ts'
import { lateWatch } from '../host/late-watch.ts'
import { mediaStore, phoneQuery, useMedia } from '../ui/use-media.ts'
import { agendaEditor } from '../agenda-editor/editor-entry.ts'
import { agendaDrawer, endDialog, keepEndDialog, leaveDialog } from './agenda-entry.ts'
import { agendaFirstWords } from './first-words.ts'
import { isTaskAboveNotes, stageKindOf } from './scene-of.ts'
import { purposeAsked } from './purpose-asked.ts'

/** All that a running step is drawn with is one download. */
const stage = async () => import('./stage-parts.tsx')

const Head = withScenes(lazyPart(async () => (await stage()).AgendaBar))
const BoardPrompt = withScenes(lazyPart(async () => (await stage()).BoardPrompt))
const TaskWithScenes = withScenes(lazyPart(async () => (await stage()).TaskColumn))
const TaskList = lazyPart(async () => (await stage()).TaskList)
const TaskAboveNotes = lazyPart(async () => (await stage()).TaskAboveNotes)
const PhoneFoot = withScenes(lazyPart(async () => (await stage()).AgendaFoot))
const StepStage = lazyPart(async () => (await stage()).StepStage)
const OverCanvas = withScenes(lazyPart(async () => (await stage()).EmptyStep))
const OverBoard = lazyPart(async () => (await import('./projector-over-board.tsx')).OverBoard)
const FilmstripPart = lazyPart(async () => (await import('./filmstrip.tsx')).Filmstrip)
const PurposeWindow = lazyPart(async () => (await import('./purpose-window.tsx')).PurposeWindow)
const ProjectorPrompt = lazyPart(async () => (await import('./projector-prompt.tsx')).ProjectorPrompt)

/** A phone has the stage of a step in its task. */
const isPhone = mediaStore(phoneQuery)

/** The steps of a workshop: what everybody sees of them, and how facilitators lead. */
export const agenda: Feature = {
  name: 'agenda',
  Head,
  Bar,
  Task,
  OverCanvas,
  UnderBoard,
  stage: {
    isShown: ({ agenda: now }, features) =>
      computed(
        [now, heldStep, isPhone, isStageAside],
        (agenda, held, onPhone, isAside) =>
          agenda !== null && !onPhone && !isAside && stageKindOf(features, held ?? agenda) !== 'board',
      ),
    Stage: withScenes(StepStage),
  },
  Window,
  emptyBoard: ({ agenda: now }) => {
    const current = now.get()
    if (current === null) return undefined
    if (current.now.state === AgendaState.ready) return agendaFirstWords.t('emptyBoard')
    // The prompt says what to do, and areas say where.
    return hasFieldsBy(current.template, current.now.step) ? '' : agendaFirstWords.t('emptyTalk')
  },
  watch: (board) => {
    let stop: (() => void) | undefined
    // Most boards have no agenda: nothing is downloaded for them.
    const wait = board.model.agenda.subscribe((now) => {
      if (now !== null)
        stop ??= lateWatch(async () => {
          await scenesFor(board.model.may(Operation.leadAgenda), board.features)
          return (await import('./follow-agenda.ts')).followAgenda(board)
        })
    })
    return () => {
      wait()
      stop?.()
    }
  },
  announcer: async () => (await import('./announce-agenda.ts')).announceAgenda,
  actions: async () => (await import('./lead-actions.tsx')).agendaActions,
  shortcuts: [
    {
      key: 't',
      isCommand: false,
      run: ({ model }) => {
        if (model.agenda.get()?.now.state !== 'running' || !model.may(Operation.leadAgenda)) return
        import('./lead.ts').then(
          ({ addMinutes }) => addMinutes(model, 1),
          () => tellLost(model),
        )
      },
    },
    {
      key: 'b',
      isCommand: false,
      run: ({ model }) => {
        if (!model.agenda.get()) return
        import('./switch-board.ts').then(
          ({ switchBoard }) => switchBoard(model),
          () => tellLost(model),
        )
      },
    },
    {
      key: 'f',
      isCommand: false,
      run: ({ model }) => model.agenda.get() && isColumnOpen.set(!isColumnShown.get()),
    },
  ],
  later: [agendaDrawer, keepEndDialog, endDialog, leaveDialog, agendaEditor],
  phone: {
    isShown: ({ agenda: now }, features) =>
      computed(now, (agenda) => agenda !== null && !isTaskAboveNotes(features, agenda)),
    name: ({ agenda: now }) =>
      agendaFirstWords.t(now.get()?.now.state === AgendaState.ended ? 'outcome' : 'task'),
    List: withScenes(TaskList),
    AboveNotes: withScenes(TaskAboveNotes),
    hasOwnField: true,
    Foot: PhoneFoot,
  },
  projector: {
    isFrame: true,
    watch: (model) => lateWatch(async () => (await import('./remote.ts')).sendRemote(model)),
    state: (model) =>
      computed(model.agenda, (now) => ({
        isUnderWay: now !== null && now.now.state !== 'ready',
        beganAt: now?.now.since ?? 0,
      })),
    Prompt: withScenes(ProjectorPrompt),
    OverBoard: withScenes(OverBoard),
  },
}

/** The one button of those who lead says what comes before going on. */
function scenesFor(mayLead: boolean, features: readonly Feature[]) {
  return mayLead ? stepLeads(features) : stepScenes(features)
}

/** Draws a part once the scenes of all activities are here, and what stands beside them: a board without an agenda downloads none of them. */
function withScenes(Part: ComponentType): ComponentType {
  return function WithScenes() {
    const { features, model } = useBoard()
    const mayLead = useMay(Operation.leadAgenda)
    if (useStore(model.agenda) === null) return null
    use(scenesFor(mayLead, features))
    use(pinsOf(model))
    return <Part />
  }
}

function Window() {
  const to = useStore(purposeAsked)
  return to !== null && <PurposeWindow to={to} />
}

function Bar() {
  const inColumn = useInColumn()
  return !inColumn && <BoardPrompt />
}

function UnderBoard() {
  const { model } = useBoard()
  const agenda = useStore(model.agenda)
  const isAside = useStore(isStageAside)
  const inColumn = useInColumn()
  const isHere = !useMedia(phoneQuery) && !inColumn
  return agenda !== null && isAside && isHere && <FilmstripPart agenda={agenda} />
}

function Task() {
  const inColumn = useInColumn()
  return !inColumn && <TaskWithScenes />
}
