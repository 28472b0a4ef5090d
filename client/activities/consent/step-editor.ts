import type { StepEditor } from '../../panels/host/step-editor.ts'
import { editorWords, stepHelp, stepPrompt } from './editor-words.ts'

export const stepEditor: StepEditor = {
  title: () => editorWords.t('title'),
  hint: () => editorWords.t('hint'),
  make: () => ({ activity: 'consent', prompt: [stepPrompt, stepHelp], seconds: 900, writing: 'none' }),
}
