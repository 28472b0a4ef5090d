import { declarations } from '#shared/activities/declared.ts'
import { lazyPart } from '../host/entries.tsx'
import type { StepScene } from '../host/scenes.ts'
import { answeredAt, leadAsking } from './in-asking.ts'

const AskingTask = lazyPart(async () => (await import('./asking-task.tsx')).AskingTask)
const AskingInRoom = lazyPart(async () => (await import('./asking-result.tsx')).AskingInRoom)
const AskingOnDesk = lazyPart(async () => (await import('./asking-result.tsx')).AskingOnDesk)

/** The scenes of all activities that ask, by their names. */
export const askingScenes: Readonly<Record<string, StepScene>> = Object.fromEntries(
  Object.entries(declarations).map(([name, declared]): [string, StepScene] => [
    name,
    {
      Task: AskingTask,
      OnProjector: AskingInRoom,
      OnDesk: AskingOnDesk,
      lead: (model) => leadAsking(model, declared),
      figures: answeredAt,
      showsDone: false,
    },
  ]),
)
