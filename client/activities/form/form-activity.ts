import type { ClientActivity } from '../../panels/host/activity.ts'
import { lazyPart } from '../../panels/host/entries.tsx'
import { figuresOfForm } from './form-figures.ts'

const FormTask = lazyPart(async () => (await import('./form-task.tsx')).FormTask)

/** People answer some questions alone, also days before the workshop. */
export const form: ClientActivity = {
  name: 'form',
  stepEditor: async () => (await import('./step-editor.ts')).stepEditor,
  ghost: async () => (await import('./ghost.ts')).ghostPreparer,
  step: { Task: FormTask, figures: figuresOfForm, showsDone: false },
}
