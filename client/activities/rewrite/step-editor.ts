import { mostStatements } from '#shared/activities/rewrite/limits.ts'
import type { StepEditor } from '../../panels/host/step-editor.ts'
import { editorWords, stepPrompt } from './editor-words.ts'
import { StepSettings } from './step-settings.tsx'

export const stepEditor: StepEditor = {
  title: () => editorWords.t('title'),
  hint: () => editorWords.t('hint'),
  make: () => ({
    activity: 'rewrite',
    prompt: [stepPrompt],
    seconds: 900,
    writing: 'shared',
    most: mostStatements,
  }),
  Settings: StepSettings,
}
