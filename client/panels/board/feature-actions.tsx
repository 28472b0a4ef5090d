import {
  CalendarDays,
  Clapperboard,
  Compass,
  CopyPlus,
  Download,
  FileUp,
  History,
  Keyboard,
  LockKeyhole,
  MonitorSmartphone,
  Search,
  ShieldCheck,
  Telescope,
  Terminal,
  ImagePlus,
  Ghost,
  GitFork,
  Sprout,
} from 'lucide-react'
import { may } from '#shared/activities/policy.ts'
import { Operation } from '#shared/workshop/policy.ts'
import { bringWords } from '../bring/words.ts'
import { commandsWords } from '../commands/words.ts'
import { devicesDialog } from '../devices/devices-entry.ts'
import { devicesWords } from '../devices/words.ts'
import { exportWords } from '../export/words.ts'
import { findWords } from '../find/words.ts'
import { helpWords } from '../help/words.ts'
import { historyWords } from '../history/words.ts'
import { dialog } from '../host/entries.tsx'
import type { Actions } from '../host/feature.ts'
import { purposeWords } from '../purpose/words.ts'
import { secondWords } from '../second/words.ts'
import { replayWords } from '../replay/words.ts'
import { rightsWords } from '../rights/words.ts'
import { modifier } from '../ui/keys.ts'
import { choosePhotos } from '../ui/choose-photos.ts'
import { hostWords } from '../host/words.ts'
import { rehearsalWords } from '../rehearsal/words.ts'
import { ideasDialog, originDialog } from '../lineage/lineage-entry.ts'
import { lineageWords } from '../lineage/words.ts'
import {
  bringDialog,
  rightsDialog,
  commandPalette,
  helpDialog,
  checkpointsDialog,
  exportDialog,
  replayScreen,
  openSearch,
  rehearseDialog,
} from './board-entries.ts'

export const findActions: Actions = {
  list: ({ model, shell }) => [
    {
      id: 'find',
      label: findWords.t('heading'),
      icon: <Search />,
      keys: `${modifier}F`,
      section: 'content',
      inMenu: true,
      isPossible: true,
      run: () => openSearch(shell),
    },
    {
      id: 'far-out',
      label: findWords.t('farOutMenu', { count: model.scene.farOut().length }),
      icon: <Telescope />,
      section: 'content',
      inMenu: true,
      isPossible: may(model.role, Operation.gather) && model.scene.farOut().length > 0,
      run: () => openSearch(shell),
    },
  ],
}

export const rightsActions: Actions = {
  list: ({ model, shell }) => [
    {
      id: 'rights',
      label: rightsWords.t('heading'),
      icon: <LockKeyhole />,
      section: 'people',
      inMenu: true,
      isPossible: model.may(Operation.setRights),
      run: () => shell.open(rightsDialog),
    },
  ],
}

export const exportActions: Actions = {
  stores: ({ adoptions }) => [adoptions],
  list: ({ model, shell }) => [
    {
      id: 'export',
      label: exportWords.t('open'),
      icon: <Download />,
      section: 'past',
      inMenu: true,
      isPossible: model.may(Operation.exportBoard),
      isTakenHome: true,
      run: () => shell.open(exportDialog),
    },
    {
      id: 'evidence',
      label: exportWords.t('evidence'),
      icon: <ShieldCheck />,
      section: 'past',
      inMenu: false,
      isPossible: model.adoptions.get().length > 0 && model.may(Operation.exportBoard),
      run: () => shell.open(exportDialog, { first: 'evidence' }),
    },
  ],
}

export const importActions: Actions = {
  stores: ({ desk }) => [desk.takesNotes],
  list: ({ model, shell }) => [
    {
      id: 'import',
      label: bringWords.t('heading'),
      icon: <FileUp />,
      section: 'content',
      inMenu: true,
      isPossible: model.may(Operation.addNote) || model.desk.takesNotes.get(),
      run: () => shell.open(bringDialog),
    },
  ],
}

export const purposeActions: Actions = {
  stores: ({ adoptions }) => [adoptions],
  list: ({ model, shell }) => {
    const isPossible = model.adoptions.get().length > 0 && model.may(Operation.publishPurpose)
    return [
      {
        id: 'purpose-page',
        label: purposeWords.t('heading'),
        icon: <Compass />,
        section: 'past',
        inMenu: true,
        isPossible,
        isTakenHome: true,
        run: () => shell.open(purposeDialog),
      },
      {
        id: 'after-day',
        label: purposeWords.t('after'),
        icon: <CalendarDays />,
        section: 'past',
        inMenu: true,
        isPossible,
        isTakenHome: true,
        run: () => shell.open(afterDialog),
      },
      {
        id: 'second',
        label: secondWords.t('heading'),
        icon: <CopyPlus />,
        section: 'past',
        inMenu: true,
        isPossible,
        run: () => shell.open(secondDialog),
      },
    ]
  },
}

const secondDialog = dialog(async () => (await import('../second/second-dialog.tsx')).SecondDialog)

const afterDialog = dialog(async () => (await import('../after/after-day.tsx')).AfterDialog)

const purposeDialog = dialog(async () => (await import('../purpose/purpose-dialog.tsx')).PurposeDialog)

export const historyActions: Actions = {
  list: ({ model, shell }) => [
    {
      id: 'checkpoints',
      label: historyWords.t('heading'),
      icon: <History />,
      section: 'past',
      inMenu: true,
      isPossible: may(model.role, Operation.manageCheckpoints),
      run: () => shell.open(checkpointsDialog),
    },
  ],
}

export const devicesActions: Actions = {
  list: ({ model, shell, isWaiting }) => [
    {
      id: 'devices',
      label: devicesWords.t('heading'),
      icon: <MonitorSmartphone />,
      section: 'self',
      inMenu: true,
      isPossible: may(model.role, Operation.manageDevices) && !isWaiting,
      run: () => shell.open(devicesDialog),
    },
  ],
}

export const helpActions: Actions = {
  list: ({ shell }) => [
    {
      id: 'help',
      label: helpWords.t('open'),
      icon: <Keyboard />,
      keys: '?',
      section: 'help',
      inMenu: true,
      isPossible: true,
      run: () => shell.open(helpDialog),
    },
  ],
}

export const commandsActions: Actions = {
  list: ({ shell }) => [
    {
      id: 'commands',
      label: commandsWords.t('open'),
      icon: <Terminal />,
      keys: `${modifier}K`,
      section: 'help',
      inMenu: true,
      isPossible: true,
      run: () => shell.open(commandPalette),
    },
  ],
}

export const replayActions: Actions = {
  stores: ({ meta }) => [meta],
  list: ({ model, shell }) => [
    {
      id: 'replay',
      label: replayWords.t('open'),
      icon: <Clapperboard />,
      section: 'past',
      inMenu: true,
      isPossible: model.may(Operation.replayBoard),
      run: () => shell.open(replayScreen),
    },
  ],
}

export const photosActions: Actions = {
  stores: ({ desk }) => [desk.takesNotes],
  list: ({ model }) => [
    {
      id: 'pictures',
      label: hostWords.t('addPhotos'),
      icon: <ImagePlus />,
      section: 'content',
      inMenu: false,
      isPossible: model.may(Operation.addNote) || model.desk.takesNotes.get(),
      run: () => choosePhotos((files) => model.photos.bring(files, model.camera.view())),
    },
  ],
}

/** A facilitator can try out the agenda of a board; not on a board that is a rehearsal itself. */
export const rehearsalActions: Actions = {
  stores: ({ agenda, meta }) => [agenda, meta],
  list: ({ model, shell }) => [
    {
      id: 'rehearse',
      label: rehearsalWords.t('try'),
      icon: <Ghost />,
      section: 'work',
      inMenu: true,
      isPossible:
        model.agenda.get() !== null &&
        model.may(Operation.manageCheckpoints) &&
        model.may(Operation.exportBoard),
      run: () => shell.open(rehearseDialog),
    },
  ],
}

export const lineageActions: Actions = {
  stores: ({ adoptions }) => [adoptions],
  list: ({ model, shell }) => [
    {
      id: 'purposeOrigin',
      label: lineageWords.t('purposeOrigin'),
      icon: <GitFork />,
      section: 'content',
      inMenu: true,
      isPossible: model.adoptions.get().length > 0,
      run: () => shell.open(originDialog),
    },
    {
      id: 'ideas',
      label: lineageWords.t('ideas'),
      icon: <Sprout />,
      section: 'self',
      inMenu: true,
      isPossible: model.may(Operation.keepDesk),
      run: () => shell.open(ideasDialog),
    },
  ],
}
