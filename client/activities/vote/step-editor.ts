import type { StepEditor } from '../../panels/host/step-editor.ts'
import { editorWords, stepPrompt } from './editor-words.ts'
import { StepSettings } from './step-settings.tsx'

export const stepEditor: StepEditor = {
  title: () => editorWords.t('title'),
  hint: () => editorWords.t('hint'),
  make: () => ({
    activity: 'vote',
    prompt: [stepPrompt],
    seconds: 240,
    writing: 'none',
    target: 'notes',
    scale: 'dots',
    budget: null,
    cap: 1,
    isSecret: true,
  }),
  Settings: StepSettings,
}
