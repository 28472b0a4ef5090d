import type { StepEditor } from '../../panels/host/step-editor.ts'
import { editorWords, stepPrompt } from './editor-words.ts'

export const stepEditor: StepEditor = {
  title: () => editorWords.t('title'),
  hint: () => editorWords.t('hint'),
  make: () => ({
    activity: 'rewrite',
    prompt: [stepPrompt],
    seconds: 900,
    writing: 'shared',
  }),
}
