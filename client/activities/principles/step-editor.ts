import type { StepEditor } from '../../panels/host/step-editor.ts'
import { editorWords, stepField, stepPrompt } from './editor-words.ts'
import { StepSettings } from './step-settings.tsx'

export const stepEditor: StepEditor = {
  title: () => editorWords.t('title'),
  hint: () => editorWords.t('hint'),
  make: () => ({
    activity: 'principles',
    prompt: [stepPrompt],
    seconds: 480,
    writing: 'private',
    makes: { kind: 'principle' },
    does: 'write',
    fields: [{ id: 'principles', title: stepField }],
  }),
  Settings: StepSettings,
}
