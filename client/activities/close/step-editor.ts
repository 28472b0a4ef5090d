import type { StepEditor } from '../../panels/host/step-editor.ts'
import { editorWords, stepPrompt } from './editor-words.ts'

export const stepEditor: StepEditor = {
  title: () => editorWords.t('title'),
  hint: () => editorWords.t('hint'),
  make: () => ({ activity: 'close', prompt: [stepPrompt], seconds: 300, writing: 'none' }),
}
