import type { StepEditor } from '../../panels/host/step-editor.ts'
import { editorWords, stepPrompt } from './editor-words.ts'

export const stepEditor: StepEditor = {
  title: () => editorWords.t('title'),
  hint: () => editorWords.t('hint'),
  make: () => ({ activity: 'pass', prompt: [stepPrompt], seconds: 180, writing: 'private' }),
}
