import { lazyPart } from '../../panels/host/entries.tsx'
import type { StepScene } from '../../panels/host/scenes.ts'
import { inSteps } from '../behind.ts'

const FormTask = lazyPart(async () => (await import('./form-task.tsx')).FormTask)

export const scene: StepScene = {
  Task: FormTask,
  figures: (model, path) => inSteps.store(({ figuresOfForm }) => figuresOfForm(model, path)),
  showsDone: false,
}
