import type { StepEditor } from '../../panels/host/step-editor.ts'
import { editorWords, stepField, stepPrompt } from './editor-words.ts'
import { StepSettings } from './step-settings.tsx'

export const stepEditor: StepEditor = {
  title: () => editorWords.t('title'),
  hint: () => editorWords.t('hint'),
  make: () => ({
    activity: 'write',
    prompt: [stepPrompt],
    seconds: 360,
    writing: 'private',
    makes: { kind: 'idea' },
    fields: [{ id: 'notes', title: stepField }],
  }),
  Settings: StepSettings,
}
