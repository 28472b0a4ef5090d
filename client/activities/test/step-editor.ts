import type { StepEditor } from '../../panels/host/step-editor.ts'
import { editorWords, promptOf } from './editor-words.ts'
import { StepSettings } from './step-settings.tsx'

export const stepEditor: StepEditor = {
  title: () => editorWords.t('title'),
  hint: () => editorWords.t('hint'),
  make: () => ({
    activity: 'test',
    prompt: [promptOf.swap],
    seconds: 600,
    writing: 'none',
    kind: 'swap',
  }),
  Settings: StepSettings,
}
