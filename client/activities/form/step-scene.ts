import { lazyPart } from '../../panels/host/entries.tsx'
import type { StepScene } from '../../panels/host/scenes.ts'
import { codeBehind } from '../../panels/host/step-scene.ts'

const inStep = codeBehind(async () => import('./in-step.ts'))
const FormTask = lazyPart(async () => (await import('./form-task.tsx')).FormTask)

export const scene: StepScene = {
  Task: FormTask,
  figures: (model, path) => inStep.store(({ figuresOfForm }) => figuresOfForm(model, path)),
  showsDone: false,
}
