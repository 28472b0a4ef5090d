import type { StepEditor } from '../../panels/host/step-editor.ts'
import { editorWords, stepPrompt, stepRings } from './editor-words.ts'
import { StepSettings } from './step-settings.tsx'

export const stepEditor: StepEditor = {
  title: () => editorWords.t('title'),
  hint: () => editorWords.t('hint'),
  make: () => ({
    activity: 'map',
    prompt: [stepPrompt],
    seconds: 360,
    writing: 'shared',
    makes: { kind: 'stakeholder' },
    asks: 'people',
    fields: stepRings,
  }),
  Settings: StepSettings,
}
