import type { StepEditor } from '../../panels/host/step-editor.ts'
import { editorWords, stepPrompt } from './editor-words.ts'

export const stepEditor: StepEditor = {
  title: () => editorWords.t('title'),
  hint: () => editorWords.t('hint'),
  make: () => ({ activity: 'group', prompt: [stepPrompt], seconds: 480, least: 240, writing: 'none' }),
}
