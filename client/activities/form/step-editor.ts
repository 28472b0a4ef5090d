import type { StepEditor } from '../../panels/host/step-editor.ts'
import { editorWords, firstQuestion, stepPrompt } from './editor-words.ts'
import { StepSettings } from './step-settings.tsx'

export const stepEditor: StepEditor = {
  title: () => editorWords.t('title'),
  hint: () => editorWords.t('hint'),
  make: () => ({
    activity: 'form',
    prompt: [stepPrompt],
    seconds: null,
    pace: 'own',
    writing: 'none',
    questions: [{ id: 'question-1', words: firstQuestion, kind: 'idea', field: 'notes' }],
  }),
  Settings: StepSettings,
}
