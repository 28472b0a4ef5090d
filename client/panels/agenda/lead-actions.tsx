import {
  PencilLine,
  AlarmClockCheck,
  Bell,
  BellOff,
  DoorOpen,
  Flag,
  ListOrdered,
  Lock,
  LogOut,
  Minus,
  Pause,
  Play,
  Plus,
  SkipForward,
  StepBack,
  ListPlus,
} from 'lucide-react'
import type { ReactNode } from 'react'
import { AgendaState } from '#shared/agenda/agenda.ts'
import type { PlacedStep } from '#shared/agenda/steps.ts'
import { Operation } from '#shared/workshop/policy.ts'
import { currentLanguage } from '../../i18n/i18n.ts'
import { agendaEditor } from '../agenda-editor/editor-entry.ts'
import { editorWords } from '../agenda-editor/words.ts'
import type { OpenBoard, Action, Actions } from '../host/feature.ts'
import { agendaDrawer, endDialog, keepEndDialog, leaveDialog } from './agenda-entry.ts'
import { addMinutes, moveTo, openStep, pause, resume } from './lead.ts'
import { chooseSound, hasSound } from './sound.ts'
import { stepBehind, stepBeyond, stepName } from './view.ts'
import { agendaWords } from './words.ts'

export interface LeadAction {
  readonly id: string
  readonly label: string
  readonly icon: ReactNode
  readonly keys?: string
  readonly isPossible: boolean
  /** A line above it in a menu. */
  readonly begins?: true
  readonly run: () => void
}

/** Everything that a facilitator can do with the step besides going on. */
export function leadActions({ model, shell }: OpenBoard): readonly LeadAction[] {
  const { t } = agendaWords
  const agenda = model.agenda.get()
  if (!agenda) return []
  const { now, clock, answers } = agenda
  const mayLead = model.may(Operation.leadAgenda)
  const isRunning = mayLead && now.state === AgendaState.running
  const isEnded = now.state === AgendaState.ended
  const nameOf = (placed: PlacedStep | undefined) =>
    placed ? stepName(placed, currentLanguage(), answers) : ''
  const behind = stepBehind(agenda)
  const beyond = stepBeyond(agenda)
  const isOpened = now.opened.length > 0
  return [
    {
      id: 'agenda-more',
      label: t('lead.more'),
      icon: <Plus />,
      keys: 'T',
      isPossible: isRunning,
      run: () => addMinutes(model, 1),
    },
    {
      id: 'agenda-less',
      label: t('lead.less'),
      icon: <Minus />,
      isPossible: isRunning && clock.full !== null,
      run: () => addMinutes(model, -1),
    },
    {
      id: 'agenda-pause',
      label: t('lead.pause'),
      icon: <Pause />,
      isPossible: isRunning && clock.endsAt !== null,
      run: () => pause(model),
    },
    {
      id: 'agenda-resume',
      label: t('lead.resume'),
      icon: <Play />,
      isPossible: isRunning && clock.left !== null,
      run: () => resume(model),
    },
    {
      id: 'agenda-back',
      label: t('lead.back', { step: nameOf(behind) }),
      icon: <StepBack />,
      begins: true,
      isPossible: mayLead && behind !== undefined,
      run: () => behind && moveTo(model, behind.path),
    },
    {
      id: 'agenda-skip',
      label: t('lead.skip', { step: nameOf(beyond) }),
      icon: <SkipForward />,
      isPossible: isRunning && beyond !== undefined,
      run: () => beyond && moveTo(model, beyond.path),
    },
    {
      id: 'agenda-open',
      label: t(`lead.${isOpened ? 'close' : 'open'}${isEnded ? 'AtEnd' : ''}`),
      icon: isOpened ? <Lock /> : <DoorOpen />,
      isPossible: (isRunning && now.allows !== null) || (mayLead && isEnded),
      run: () => openStep(model, !isOpened),
    },
    {
      id: 'agenda-keep-end',
      label: t('lead.keepEnd'),
      icon: <AlarmClockCheck />,
      isPossible: isRunning && model.may(Operation.editAgenda),
      run: () => shell.open(keepEndDialog),
    },
    {
      id: 'agenda-list',
      label: t('lead.agenda'),
      icon: <ListOrdered />,
      begins: true,
      isPossible: true,
      run: () => shell.drawer.set(agendaDrawer),
    },
    {
      id: 'agenda-edit',
      label: editorWords.t('open'),
      icon: <PencilLine />,
      isPossible: model.may(Operation.editAgenda),
      run: () => shell.open(agendaEditor),
    },
    {
      id: 'agenda-sound',
      label: t(hasSound.get() ? 'lead.silence' : 'lead.sound'),
      icon: hasSound.get() ? <BellOff /> : <Bell />,
      isPossible: true,
      run: () => chooseSound(!hasSound.get()),
    },
    {
      id: 'agenda-end',
      label: t('lead.end'),
      icon: <Flag />,
      begins: true,
      isPossible: isRunning,
      run: () => shell.open(endDialog),
    },
    {
      id: 'agenda-leave',
      label: t('lead.leave'),
      icon: <LogOut />,
      isPossible: mayLead && !isRunning,
      run: () => shell.open(leaveDialog),
    },
  ]
}

/** Everybody can look at the agenda and choose the sound; facilitators lead. */
export const agendaActions: Actions = {
  stores: ({ agenda }) => [agenda, hasSound],
  list: (board) =>
    board.model.agenda.get() === null
      ? [giveAction(board)]
      : leadActions(board).map((action) => ({
          ...action,
          section: 'work',
          inMenu: action.id === 'agenda-list' || action.id === 'agenda-sound',
        })),
}

/** A board without an agenda can be given one. */
function giveAction({ model, shell }: OpenBoard): Action {
  return {
    id: 'agenda-give',
    label: editorWords.t('give'),
    icon: <ListPlus />,
    section: 'work',
    inMenu: true,
    isPossible: model.may(Operation.leadAgenda),
    run: () => shell.open(agendaEditor),
  }
}
