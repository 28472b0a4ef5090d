import { lazyPart } from '../../panels/host/entries.tsx'
import type { StepScene } from '../../panels/host/scenes.ts'
import { figuresOfForm } from './form-figures.ts'

const FormTask = lazyPart(async () => (await import('./form-task.tsx')).FormTask)

export const scene: StepScene = { Task: FormTask, figures: figuresOfForm, showsDone: false }
