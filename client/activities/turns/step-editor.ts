import type { StepEditor } from '../../panels/host/step-editor.ts'
import { editorWords, stepCards, stepKept, stepPrompt } from './editor-words.ts'
import { StepSettings } from './step-settings.tsx'

export const stepEditor: StepEditor = {
  title: () => editorWords.t('title'),
  hint: () => editorWords.t('hint'),
  make: () => ({
    activity: 'turns',
    prompt: [stepPrompt],
    seconds: 900,
    writing: 'shared',
    each: 90,
    fields: [
      { id: 'cards', title: stepCards },
      { id: 'kept', title: stepKept },
    ],
  }),
  Settings: StepSettings,
}
